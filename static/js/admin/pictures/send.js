// Sends a picture to the server. XMLHttpRequest, as fetch says nothing of an upload's way.

const NOT_REACHED = "It didn’t reach us. Try again.";
const TOO_HEAVY_FOR_THE_WAY = 413;

// Ends with { picture }, with { refusal } in words for the editor, or, cancelled, {}.
export function send(file, url, token, line) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    line.cancelled.addEventListener("abort", () => request.abort());
    line.show(0);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      line.show(total ? loaded / total : 0);
    });
    request.upload.addEventListener("load", () => line.show(1));
    request.addEventListener("load", () => resolve(answer(request)));
    request.addEventListener("error", () => resolve({ refusal: NOT_REACHED }));
    request.addEventListener("abort", () => resolve({}));
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", token);
    const form = new FormData();
    form.append("image", file);
    request.send(form);
  });
}

function answer({ status, responseText }) {
  if (status === TOO_HEAVY_FOR_THE_WAY) return { refusal: "This picture is too large." };
  try {
    const said = JSON.parse(responseText);
    return said.url ? { picture: said } : { refusal: said.image.join(" ") };
  } catch {
    return { refusal: NOT_REACHED };
  }
}
