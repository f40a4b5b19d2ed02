//! The Atom feed and the sitemap.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::node::characters::is_forbidden;
use crate::plan::{Feed, FeedEntry};

type Xml = Writer<Vec<u8>>;

/// The feed, as RFC 4287 asks for it.
pub(super) fn feed(feed: &Feed) -> Vec<u8> {
    document(|xml| {
        let root = xml.create_element("feed").with_attributes([
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", feed.language.as_str()),
        ]);
        root.write_inner_content(|xml| {
            text(xml, "title", &feed.title)?;
            optional(xml, "subtitle", feed.subtitle.as_deref())?;
            text(xml, "id", &feed.id)?;
            text(xml, "updated", &feed.updated)?;
            link(xml, "alternate", &feed.home)?;
            link(xml, "self", &feed.address)?;
            // A feed without an author is valid only if each of its entries has one.
            let publisher = [feed.title.clone()];
            authors(xml, if feed.authors.is_empty() { &publisher } else { &feed.authors })?;
            feed.entries.iter().try_for_each(|one| entry(xml, one))
        })?;
        Ok(())
    })
}

fn entry(xml: &mut Xml, entry: &FeedEntry) -> io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "title", &entry.title)?;
        text(xml, "id", &entry.id)?;
        link(xml, "alternate", &entry.url)?;
        text(xml, "published", &entry.published)?;
        text(xml, "updated", &entry.updated)?;
        authors(xml, &entry.authors)?;
        optional(xml, "summary", entry.summary.as_deref())
    })?;
    Ok(())
}

/// The sitemap, as sitemaps.org asks for it.
pub(super) fn sitemap(pages: &[(String, Option<String>)]) -> Vec<u8> {
    document(|xml| {
        let root = xml
            .create_element("urlset")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
        root.write_inner_content(|xml| {
            pages.iter().try_for_each(|(address, changed)| {
                xml.create_element("url").write_inner_content(|xml| {
                    text(xml, "loc", address)?;
                    optional(xml, "lastmod", changed.as_deref())
                })?;
                Ok(())
            })
        })?;
        Ok(())
    })
}

fn document(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    let declared = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    // Writing to memory does not fail.
    _ = declared.and_then(|()| write(&mut xml));
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

fn text(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    // A file name can hold what XML has no way to write, not even escaped.
    let clean: String = value.chars().filter(|character| !is_forbidden(*character)).collect();
    xml.create_element(name).write_text_content(BytesText::new(&clean))?;
    Ok(())
}

fn optional(xml: &mut Xml, name: &str, value: Option<&str>) -> io::Result<()> {
    value.map_or(Ok(()), |value| text(xml, name, value))
}

fn link(xml: &mut Xml, relation: &str, address: &str) -> io::Result<()> {
    xml.create_element("link").with_attributes([("rel", relation), ("href", address)]).write_empty()?;
    Ok(())
}

fn authors(xml: &mut Xml, names: &[String]) -> io::Result<()> {
    names.iter().try_for_each(|name| {
        xml.create_element("author").write_inner_content(|xml| text(xml, "name", name))?;
        Ok(())
    })
}
