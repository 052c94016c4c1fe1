// Copying a citation by a button; without this the line can be selected and copied by hand.

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const line = button.parentElement?.querySelector(".citation");
    if (!line) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const label = button.textContent;
      try {
        await navigator.clipboard.writeText(line.textContent);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not allowed; select the line instead";
      }
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
}
