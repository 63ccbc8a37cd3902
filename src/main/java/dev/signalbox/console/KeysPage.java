package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.access.ApiKeyChange;
import dev.signalbox.access.ApiKeySummary;
import dev.signalbox.access.ApiKeys;
import dev.signalbox.catalog.InvalidSetting;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes, pauses and revokes API keys. */
@Named
@Service
public class KeysPage {
    private static final int LONGEST_NAME = 100;

    private final ApiKeys keys;
    private final Changes changes;
    private final KeyForm form;
    private final Clock clock;

    @Inject
    KeysPage(ApiKeys keys, Changes changes, KeyForm form, Clock clock) {
        this.keys = keys;
        this.changes = changes;
        this.form = form;
        this.clock = clock;
    }

    public List<ApiKeySummary> getKeys() {
        return keys.list();
    }

    public boolean expired(ApiKeySummary key) {
        return key.expiresAt() != null && !clock.instant().isBefore(key.expiresAt());
    }

    public void create() {
        form.setMade("");
        if (changes.make(
                () -> form.setMade(create(form.getName(), models(form.getModels()), expiry(form.getDays()))),
                "key.made",
                form.getName())) {
            form.clear();
        }
    }

    /** The new key itself. */
    String create(String name, Set<String> models, @Nullable Instant expiresAt) {
        var plain = name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
            throw new InvalidSetting("name", "A key needs a name of 1 to " + LONGEST_NAME + " characters.");
        }
        return keys.create(plain, models, expiresAt).key().reveal();
    }

    public void toggle(UUID id) {
        keys.find(id)
                .ifPresent(key -> changes.make(
                        () -> keys.change(id, new ApiKeyChange(null, !key.enabled(), null, null)),
                        key.enabled() ? "key.paused" : "key.resumed",
                        key.name()));
    }

    public void remove(UUID id) {
        keys.find(id).ifPresent(key -> changes.make(() -> keys.delete(id), "key.removed", key.name()));
    }

    private @Nullable Instant expiry(String days) {
        return days.isEmpty() ? null : clock.instant().plus(Duration.ofDays(Long.parseLong(days)));
    }

    private static Set<String> models(String typed) {
        return Arrays.stream(typed.split("[\\s,]+"))
                .filter(model -> !model.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
