// Everything a script of the report must not do: say what the page does not, complain, ask another host.
const said = document.createElement("p");
said.textContent = "Said by a script";
document.body.append(said);
console.error("An error of a script");
const picture = new Image();
picture.src = location.origin.replace("127.0.0.1", "localhost") + "/elsewhere.png";
document.body.append(picture);
