"use strict";
/* What the pages do beyond Faces: the menu on phones, local times, copying, the live feed, and calls that the browser makes itself. */
window.signalbox = (function () {
    const $ = (id) => document.getElementById(id);

    function localTimes(root) {
        root.querySelectorAll("time.local").forEach((time) => {
            const at = new Date(time.dateTime);
            if (isNaN(at)) {
                return;
            }
            time.title = at.toLocaleString([], {dateStyle: "full", timeStyle: "long"}) + ", " + time.dateTime;
            time.textContent = time.classList.contains("clock")
                ? at.toLocaleTimeString([], {hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false})
                : at.toLocaleString([], {year: at.getFullYear() === new Date().getFullYear() ? undefined : "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false, timeZoneName: time.closest(".facts") ? "short" : undefined});
            time.classList.remove("local");
        });
    }

    /** What is left until a moment: "2 d 5 h", "4 h 40 min", "3 min 20 s". */
    function left(millis) {
        const seconds = Math.ceil(millis / 1000);
        const [d, h, m, s] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
        return d > 0 ? d + " d " + h + " h" : h > 0 ? h + " h " + m + " min" : m > 0 ? m + " min " + s + " s" : s + " s";
    }

    function countDown() {
        document.querySelectorAll("time.countdown").forEach((time) => {
            const millis = new Date(time.dateTime) - Date.now();
            if (isNaN(millis)) {
                return;
            }
            time.title = new Date(time.dateTime).toLocaleString();
            const text = millis > 0 ? left(millis) : time.dataset.over;
            if (time.textContent !== text) {
                time.textContent = text;
            }
        });
    }

    function menu() {
        const burger = document.querySelector(".burger");
        if (!burger) {
            return;
        }
        const set = (open) => {
            burger.setAttribute("aria-expanded", open);
            $("nav").classList.toggle("open", open);
        };
        burger.addEventListener("click", () => set(burger.getAttribute("aria-expanded") !== "true"));
        document.addEventListener("keydown", (event) => {
            if (event.key === "Escape" && burger.getAttribute("aria-expanded") === "true") {
                set(false);
                burger.focus();
            }
        });
    }

    async function copy(button) {
        const source = $(button.dataset.copy);
        const label = button.querySelector(".ui-button-text");
        const before = label.textContent;
        try {
            await navigator.clipboard.writeText(source.textContent);
        } catch (refused) {
            // pages that came over plain HTTP from another machine have no clipboard: select, so that Ctrl+C works
            const range = document.createRange();
            range.selectNodeContents(source);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            if (!document.execCommand("copy")) {
                return;
            }
        }
        label.textContent = button.dataset.copied;
        setTimeout(() => { label.textContent = before; }, 1500);
    }

    /* --- when a call fails --- */

    /** Says something at the top of the page, the way the server's messages are said there. */
    function tell(text) {
        const box = document.createElement("div");
        box.className = "ui-messages-error ui-corner-all";
        box.append(document.createElement("ul"));
        box.firstChild.append(document.createElement("li"));
        box.firstChild.firstChild.textContent = text;
        $("messages").replaceChildren(box);
    }

    /** The server could not make the change: its state of this page is gone, or something went wrong. */
    function failed(name) {
        if (name.includes("ViewExpiredException")) {
            const here = new URL(location);
            here.searchParams.set("stale", "true");
            location.replace(here);
            return;
        }
        tell($("main").dataset.unexpected);
    }

    /** The sign-in page, which leads back here. */
    function door() {
        const here = new URL(location.href);
        here.searchParams.delete("stale");
        return "/login.xhtml?ended=true&to=" + encodeURIComponent(here.pathname + here.search);
    }

    /** A session's proof for calls that change something; whoever has none any more is led to the sign-in page. */
    async function proof() {
        const answer = await fetch("/api/auth/session");
        if (answer.status === 401) {
            location.assign(door());
        }
        return (await answer.json()).csrfToken;
    }

    let leaving = false;
    addEventListener("beforeunload", () => { leaving = true; });
    addEventListener("pageshow", () => { leaving = false; });
    jQuery(document).on("pfAjaxError", (event, answer) => {
        if (!leaving) {
            tell(answer.status === 0 ? $("main").dataset.unreachable : $("main").dataset.unexpected);
        }
    });

    /* --- the keyboard --- */

    const usable = (target) => target && !target.disabled && target.offsetParent !== null;

    /* A button is switched off while it works, and what it stands in may be drawn anew: both take the keyboard from whoever used it.
       They go on where they were, or as near to it as there is something left. */
    let place = null;
    let opener = null;
    jQuery(document).on("pfAjaxSend", () => {
        const here = document.activeElement;
        if (here && here !== document.body) {
            place = [];
            opener = here.closest(".ui-dialog") ? opener : here.id;
            for (let at = here; at && at.id !== "main"; at = at.parentElement) {
                if (at.id) {
                    place.push(at.id);
                }
            }
        }
    });
    jQuery(document).on("pfAjaxComplete", () => {
        const [here, ...around] = place || [];
        if (place) {
            setTimeout(() => regain(here, around));
        }
        place = null;
    });

    /** Back to the button that opened the dialog which has closed. */
    function back() {
        setTimeout(() => regain(opener));
    }

    /** Gives the keyboard back to whoever has lost it; a button that is still switched off, as for half a second they are, is waited for. */
    function regain(lost, around = [], patience = 40) {
        const here = document.activeElement;
        if (here && here !== document.body && here !== $("main")) {
            return;
        }
        const target = typeof lost === "string" ? $(lost) : lost;
        if (target && target.disabled && patience > 0) {
            setTimeout(() => regain(lost, around, patience - 1), 50);
            return;
        }
        const near = around.map($).flatMap((part) => part ? [...part.querySelectorAll("button,input,select,a[href]")] : []);
        ([target, ...near].find(usable) || $("main")).focus({preventScroll: true});
    }

    /* Enter in a field of a form with several buttons presses the one that belongs to the field. */
    document.addEventListener("keydown", (event) => {
        const button = event.key === "Enter" && !event.isComposing && event.target.dataset && event.target.dataset.enter;
        if (button) {
            event.preventDefault();
            $(button).click();
        }
    });

    /** Goes along with a row that has moved, or to what is left where one was. */
    function follow(table, row, key) {
        const rows = $(table).querySelectorAll("tbody tr button[id$=':drop']").length;
        const at = Math.min(row, rows - 1);
        const there = [key, "up", "down", "drop"].map((one) => $(table + ":" + at + ":" + one)).find(usable);
        (there || $("editor:next")).focus();
    }

    async function probe(button) {
        const result = $("probe-" + button.dataset.probe);
        button.disabled = true;
        result.className = "probe soft";
        result.textContent = button.dataset.busy;
        try {
            const answer = await fetch("/api/providers/" + button.dataset.probe + "/test",
                {method: "POST", headers: {"X-CSRF-Token": await proof()}});
            const body = await answer.json();
            const text = body.message || body.detail || body.title || String(answer.status);
            result.className = "probe " + (body.ok ? "good" : "bad");
            result.textContent = body.ok ? text + " (" + body.model + ", " + body.durationMillis + " ms)" : text;
        } catch (failed) {
            result.className = "probe bad";
            result.textContent = failed.message;
        } finally {
            button.disabled = false;
            regain(button);
        }
    }

    /* --- the live feed --- */

    /* As Formats writes them. */
    function brief(number) {
        return number < 10000 ? number.toLocaleString("en")
            : number < 1000000 ? (number / 1000).toFixed(1) + "k" : (number / 1000000).toFixed(2) + "M";
    }

    function duration(millis) {
        return millis < 10000 ? millis.toLocaleString("en") + " ms" : (millis / 1000).toFixed(1) + " s";
    }

    function row(one, more) {
        const line = document.createElement("li");
        const add = (tag, name, text) => {
            const part = document.createElement(tag);
            part.className = name;
            part.textContent = text;
            line.append(part);
            return part;
        };
        add("span", "dot " + one.status, "").title = one.status;
        const link = add("a", "", "");
        const spoken = document.createElement("span");
        spoken.className = "hidden";
        spoken.textContent = one.status + " ";
        link.append(spoken, one.route || one.requestedModel);
        link.href = more + encodeURIComponent(one.requestId);
        const usage = one.usage || {};
        const input = (usage.inputTokens || 0) + (usage.cacheReadTokens || 0) + (usage.cacheWriteTokens || 0);
        add("span", "soft", brief(input) + " → " + brief(usage.outputTokens || 0));
        add("span", "soft", duration(one.durationMillis));
        add("time", "local clock", "").dateTime = one.startedAt;
        localTimes(line);
        return line;
    }

    function count(name) {
        const cell = document.querySelector("[data-live=" + name + "]");
        cell.textContent = (Number(cell.textContent.replaceAll(",", "")) + 1).toLocaleString("en");
    }

    /**
     * The gateway's events while the page is looked at: a browser has few connections to a host, and hidden pages would use them up.
     * What a page missed meanwhile it asks for by {@code resumed}; {@code state} hears "open", "lost" and "ended".
     */
    function live(event, take, resumed, state) {
        let source = null;
        let missed = false;
        const close = () => {
            source?.close();
            source = null;
            missed = true;
        };
        const open = () => {
            if (source || document.hidden) {
                return;
            }
            source = new EventSource("/api/events");
            source.onopen = () => {
                state("open");
                if (missed) {
                    resumed();
                }
                missed = false;
            };
            source.onerror = () => {
                missed = true;
                state(source.readyState === EventSource.CLOSED ? "ended" : "lost");
            };
            source.addEventListener(event, take);
        };
        document.addEventListener("visibilitychange", () => document.hidden ? close() : open());
        addEventListener("pagehide", close);
        addEventListener("pageshow", open);
        open();
    }

    /** Lets work run soon after it was asked for, and not again before the pause is over. */
    function seldom(work, soon, pause) {
        let due = false;
        let last = 0;
        return () => {
            if (!due) {
                due = true;
                setTimeout(() => { due = false; last = Date.now(); work(); }, Math.max(soon, last + pause - Date.now()));
            }
        };
    }

    /** Takes parts of the page anew from the server, without touching the rest of it. */
    async function renew(...parts) {
        const answer = await fetch(location.pathname);
        if (answer.redirected) {
            location.assign(door());
            return;
        }
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        parts.forEach((id) => $(id).replaceWith(fresh.getElementById(id)));
    }

    function feed() {
        const state = $("feed-state");
        if (!state) {
            return;
        }
        const levels = {open: "good", lost: "warn", ended: "bad"};
        const totals = seldom(() => renew("figures", "states").catch(() => {}), 2000, 15000);
        const take = (event) => {
            const one = JSON.parse(event.data);
            const list = $("feed");
            $("feed-empty")?.remove();
            list.prepend(row(one, list.dataset.more));
            while (list.children.length > 12) {
                list.lastElementChild.remove();
            }
            count("requests");
            if (one.status === "failed" || one.status === "interrupted") {
                count("failed");
            }
            totals();
        };
        live("usage", take, () => renew("figures", "states", "feed").catch(() => {}), (now) => {
            state.textContent = state.dataset[now];
            state.className = "badge " + levels[now];
        });
    }

    /** Shows quota anew when it has changed, at most every two seconds. */
    function quota() {
        if ($("quota")) {
            live("quota", seldom(() => window.refreshQuota(), 2000, 0), () => window.refreshQuota(), () => {});
        }
    }

    /* --- the first request --- */

    /** The step is in the address, for whoever loads the page anew; and whoever goes on by keyboard goes on in the new step. */
    function step(moved) {
        const wizard = $("wizard");
        if (!wizard) {
            return;
        }
        const here = new URL(location);
        if (here.searchParams.get("step") !== wizard.dataset.step) {
            here.searchParams.set("step", wizard.dataset.step);
            history.replaceState(null, "", here);
            if (moved && document.activeElement === document.body) {
                wizard.querySelector("h2")?.focus({preventScroll: true});
                wizard.scrollIntoView({block: "nearest"});
            }
        }
    }

    async function trial() {
        const box = $("trial");
        const state = $("trial-state");
        const answer = $("answer");
        const button = $("send");
        button.disabled = true;
        answer.textContent = "";
        state.className = "soft";
        state.textContent = box.dataset.waiting;
        try {
            const response = await fetch(box.dataset.url, {
                method: "POST",
                headers: {"Content-Type": "application/json", "Authorization": "Bearer " + (box.dataset.key || $("trial-key").value.trim())},
                body: JSON.stringify({
                    model: box.dataset.model,
                    stream: true,
                    messages: [{role: "user", content: $("say").value}]
                })
            });
            if (!response.ok) {
                const problem = await response.json();
                throw new Error(problem.error ? problem.error.message : "HTTP " + response.status);
            }
            await pieces(response, (text) => {
                state.textContent = box.dataset.streaming;
                answer.textContent += text;
            });
            state.className = "good";
            state.textContent = box.dataset.done + " " + (response.headers.get("x-signalbox-route") || "");
        } catch (failed) {
            state.className = "bad";
            state.textContent = box.dataset.failed + " " + failed.message;
        } finally {
            button.disabled = false;
            regain(button);
        }
    }

    async function pieces(response, take) {
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        let rest = "";
        for (;;) {
            const {value, done} = await reader.read();
            if (done) {
                return;
            }
            const lines = (rest + value).split("\n");
            rest = lines.pop();
            for (const line of lines.filter((text) => text.startsWith("data: {"))) {
                const event = JSON.parse(line.slice(6));
                if (event.error) {
                    throw new Error(event.error.message);
                }
                const text = event.choices && event.choices[0] && event.choices[0].delta.content;
                if (text) {
                    take(text);
                }
            }
        }
    }

    document.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) {
            return;
        }
        if (button.dataset.copy) {
            copy(button);
        } else if (button.dataset.probe) {
            probe(button);
        } else if (button.id === "send") {
            trial();
        }
    });

    /* The chosen file is read here and goes into the text field, so that it can be looked at before it is sent. */
    document.addEventListener("change", async (event) => {
        const into = event.target.dataset && event.target.dataset.into;
        if (into && event.target.files.length === 1) {
            $(into).value = await event.target.files[0].text();
        }
    });

    if (new URL(location).searchParams.has("stale")) {
        const here = new URL(location);
        here.searchParams.delete("stale");
        history.replaceState(null, "", here);
    }
    menu();
    step(false);
    localTimes(document);
    countDown();
    setInterval(countDown, 1000);
    feed();
    quota();
    new MutationObserver(() => { localTimes(document); countDown(); step(true); }).observe($("main"), {childList: true, subtree: true});

    return {
        failed,
        proof,
        follow,
        back,
        goTo(id) {
            const target = $(id);
            target.scrollIntoView({block: "start"});
            target.focus({preventScroll: true});
        },
        focus(id) {
            $(id).focus();
        }
    };
})();

/* The chart takes its colours from the page, so that it can be read in the dark. */
window.signalboxChart = function () {
    const style = getComputedStyle(document.documentElement);
    const text = style.getPropertyValue("--text").trim();
    const line = style.getPropertyValue("--line").trim();
    for (const axis of Object.values(this.cfg.config.options.scales)) {
        axis.ticks = {...axis.ticks, color: text};
        axis.grid = {...axis.grid, color: line};
        axis.title = {...axis.title, color: text};
    }
    this.cfg.config.options.plugins.legend.labels = {color: text};
};
