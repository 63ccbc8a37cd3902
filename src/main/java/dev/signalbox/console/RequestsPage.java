package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.access.ApiKeySummary;
import dev.signalbox.access.ApiKeys;
import dev.signalbox.capture.Captures;
import dev.signalbox.usage.UsageFilter;
import dev.signalbox.usage.UsageQueries;
import dev.signalbox.usage.UsageStatus;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The list of requests, newest first, and each of them with its attempts. */
@Named
@Service
public class RequestsPage {
    private static final int ROWS = 25;

    private final UsageQueries usage;
    private final ApiKeys keys;
    private final Captures captures;
    private final Visitor visitor;
    private final RequestsForm form;

    @Inject
    RequestsPage(UsageQueries usage, ApiKeys keys, Captures captures, Visitor visitor, RequestsForm form) {
        this.usage = usage;
        this.captures = captures;
        this.visitor = visitor;
        this.keys = keys;
        this.form = form;
    }

    /** Reads the page that the form has turned to, as {@code listed}. */
    public void load() {
        var page = page();
        form.setNext(page.next() == null ? "" : page.next());
        PageData.put("listed", page.items());
    }

    /**
     * Reads the request that the address names, as {@code logged}; nothing when the ledger does not know it. What was captured of
     * it is for administrators, as {@code captured}.
     */
    public void show() {
        var id = Visitor.request().getParameter("id");
        usage.find(id == null ? "" : id).ifPresent(request -> {
            PageData.put("logged", request);
            if (visitor.isAdmin()) {
                captures.find(request.requestId()).ifPresent(bodies -> PageData.put("captured", bodies));
            }
        });
    }

    private dev.signalbox.usage.UsagePage page() {
        var filter = new UsageFilter(
                Arrays.stream(UsageStatus.values())
                        .filter(status -> status.id().equals(form.getStatus()))
                        .findFirst()
                        .orElse(null),
                given(form.getProvider()),
                given(form.getModel()),
                null,
                form.getKey().isEmpty() ? null : UUID.fromString(form.getKey()));
        return usage.page(filter, form.cursors().peek(), ROWS);
    }

    /** Shows the first page again, for instance because the filter is another. */
    public void first() {
        form.cursors().clear();
    }

    public void next() {
        if (!form.getNext().isEmpty()) {
            form.cursors().push(form.getNext());
        }
    }

    public void previous() {
        form.cursors().poll();
    }

    public List<String> getStatuses() {
        return Arrays.stream(UsageStatus.values()).map(UsageStatus::id).toList();
    }

    public List<ApiKeySummary> getKeys() {
        return keys.list();
    }

    private static @Nullable String given(String typed) {
        return typed.isBlank() ? null : typed.strip();
    }
}
