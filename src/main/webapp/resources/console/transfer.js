"use strict";
/* The page Transfer: files go straight to the management API, first for a rehearsal, then for real. */
(function () {
    const $ = (id) => document.getElementById(id);
    const words = $("transfer-words").dataset;
    const outcomes = {added: "good", renamed: "warn", present: "off", kept: "off", skipped: "bad"};

    async function call(path, body, type) {
        const headers = {"X-CSRF-Token": await signalbox.proof(), "Content-Type": type};
        const answer = await fetch(path, {method: "POST", headers, body});
        if (!answer.ok) {
            const problem = await answer.json().catch(() => ({}));
            throw new Error(problem.detail || problem.title || String(answer.status));
        }
        return answer;
    }

    function part(parent, tag, name, text) {
        const made = document.createElement(tag);
        made.className = name;
        made.textContent = text;
        parent.append(made);
        return made;
    }

    function show(box, report) {
        box.replaceChildren();
        const counts = Object.entries(report.counts).map(([outcome, n]) => n + " " + words[outcome]).join(", ");
        part(box, "p", "", (report.dryRun ? words.would : words.did) + " " + (counts || words.nothing));
        const list = part(box, "ul", "plain rows", "");
        for (const item of report.items) {
            const line = part(list, "li", "", "");
            part(line, "span", "badge " + outcomes[item.outcome], words[item.outcome]);
            part(line, "strong", "", item.name);
            part(line, "span", "soft", words[item.kind] + (item.note ? " – " + item.note : ""));
        }
    }

    function fail(box, failed) {
        box.replaceChildren();
        part(box, "p", "failure", failed.message);
    }

    /** Rehearses with the button {@code try}, and lets {@code go} do it for real once a rehearsal has been seen. */
    function arrival(name, send) {
        const box = $(name + "-report");
        const go = $(name + "-go");
        const run = async (dryRun) => {
            go.hidden = true;
            $(name + "-try").disabled = true;
            box.replaceChildren();
            part(box, "p", "soft", words.busy);
            try {
                const report = await (await send(dryRun)).json();
                show(box, report);
                go.hidden = !dryRun || !(report.counts.added || report.counts.renamed);
            } catch (failed) {
                fail(box, failed);
            } finally {
                $(name + "-try").disabled = false;
            }
        };
        $(name + "-try").addEventListener("click", () => run(true));
        go.addEventListener("click", () => run(false));
        document.querySelectorAll("." + name + "-input").forEach((input) => input.addEventListener("input", () => { go.hidden = true; }));
    }

    function chosen(id) {
        const file = $(id).files[0];
        if (!file) {
            throw new Error(words.choose);
        }
        return file;
    }

    arrival("import", async (dryRun) =>
        call("/api/transfer/9router?dryRun=" + dryRun, await chosen("import-file").arrayBuffer(), "application/octet-stream"));

    arrival("restore", async (dryRun) => {
        let backup;
        try {
            backup = JSON.parse(await chosen("restore-file").text());
        } catch (malformed) {
            throw malformed instanceof SyntaxError ? new Error(words.malformed) : malformed;
        }
        const body = JSON.stringify({passphrase: $("restore-passphrase").value, backup});
        return call("/api/transfer/restore?dryRun=" + dryRun, body, "application/json");
    });

    $("backup-make").addEventListener("click", async () => {
        const box = $("backup-report");
        $("backup-make").disabled = true;
        box.replaceChildren();
        part(box, "p", "soft", words.busy);
        try {
            if ($("backup-passphrase").value !== $("backup-again").value) {
                throw new Error(words.differ);
            }
            const answer = await call("/api/transfer/backup", JSON.stringify({passphrase: $("backup-passphrase").value, ledger: $("backup-ledger").checked}), "application/json");
            const link = document.createElement("a");
            link.href = URL.createObjectURL(await answer.blob());
            link.download = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))[1];
            link.click();
            setTimeout(() => URL.revokeObjectURL(link.href), 60000);
            $("backup-passphrase").value = "";
            $("backup-again").value = "";
            box.replaceChildren();
            part(box, "p", "good", words.made + " " + link.download);
        } catch (failed) {
            fail(box, failed);
        } finally {
            $("backup-make").disabled = false;
        }
    });
})();
