package dev.signalbox.access;

import dev.signalbox.Service;
import dev.signalbox.startup.Beat;
import dev.signalbox.startup.StartupOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The API keys: made once, shown once, and looked up in memory for every request. */
@Service
public class ApiKeys {
    private static final int LONGEST = 200;
    private static final int SHOWN_PREFIX = 7;
    private static final int SHOWN_END = 4;

    private final ApiKeyRows rows;
    private final Clock clock;
    private final boolean required;
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();
    private volatile Map<KeyHash, Usable> usable = Map.of();

    private record Usable(UUID id, Caller caller, @Nullable Instant expiresAt) {}

    @Inject
    ApiKeys(ApiKeyRows rows, Clock clock, Config config) {
        this(rows, clock, AccessConfig.from(config).requireApiKey());
    }

    ApiKeys(ApiKeyRows rows, Clock clock, boolean required) {
        this.rows = rows;
        this.clock = clock;
        this.required = required;
    }

    void onStartup(@Observes @Priority(StartupOrder.LOAD) Startup event) {
        reload();
    }

    void onBeat(@ObservesAsync Beat beat) {
        writeUse();
        reload();
    }

    void onShutdown(@Observes Shutdown event) {
        writeUse();
    }

    /** Who presents this key: empty when it is unknown, disabled or expired. Never touches the database. */
    public Optional<Caller> caller(String presented) {
        if (presented.isEmpty() || presented.length() > LONGEST) {
            return Optional.empty();
        }
        var key = usable.get(KeyHash.of(presented));
        if (key == null) {
            return Optional.empty();
        }
        var now = clock.instant();
        if (key.expiresAt() != null && !now.isBefore(key.expiresAt())) {
            return Optional.empty();
        }
        used.put(key.id(), now);
        return Optional.of(key.caller());
    }

    /** As {@link #caller(String)}; where keys are not required, a client on this machine needs none, or any. */
    public Optional<Caller> caller(@Nullable String presented, Client client) {
        var known = presented == null ? Optional.<Caller>empty() : caller(presented);
        return known.isEmpty() && !required && client.local() ? Optional.of(Caller.LOCAL) : known;
    }

    /** All keys, the first made first. */
    public List<ApiKeySummary> list() {
        return rows.all().stream().map(ApiKey::summary).toList();
    }

    public Optional<ApiKeySummary> find(UUID id) {
        return list().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** Makes a key; {@code allowedModels} without a name allows all. */
    public NewApiKey create(String name, Set<String> allowedModels, @Nullable Instant expiresAt) {
        var secret = RandomText.apiKey();
        var text = secret.reveal();
        var key = new ApiKey();
        key.name = name;
        key.hash = KeyHash.of(text).bytes();
        key.prefix = text.substring(0, SHOWN_PREFIX);
        key.lastFour = text.substring(text.length() - SHOWN_END);
        key.allow(allowedModels);
        key.createdAt = clock.instant();
        key.expiresAt = expiresAt;
        rows.add(key);
        reload();
        return new NewApiKey(key.summary(), secret);
    }

    /** All keys as they are kept, for another gateway. */
    public List<StoredKey> stored() {
        return List.copyOf(storedById().values());
    }

    /** Every key as it is kept, by its id. */
    public Map<UUID, StoredKey> storedById() {
        var stored = new LinkedHashMap<UUID, StoredKey>();
        for (var key : rows.all()) {
            stored.put(
                    key.id,
                    new StoredKey(
                            key.name,
                            key.hash,
                            key.prefix,
                            key.lastFour,
                            key.models(),
                            key.enabled,
                            key.createdAt,
                            key.expiresAt));
        }
        return stored;
    }

    /** Takes over a key from another gateway; whoever has it can go on using it. */
    public void adopt(StoredKey stored) {
        var key = new ApiKey();
        key.name = stored.name();
        key.hash = stored.hash();
        key.prefix = stored.prefix();
        key.lastFour = stored.lastFour();
        key.allow(stored.allowedModels());
        key.enabled = stored.enabled();
        key.createdAt = stored.createdAt();
        key.expiresAt = stored.expiresAt();
        rows.add(key);
        reload();
    }

    /** Changes a key, at once for the next request; empty when there is none. */
    public Optional<ApiKeySummary> change(UUID id, ApiKeyChange change) {
        var changed = rows.change(id, key -> {
            key.name = change.name() == null ? key.name : change.name();
            key.enabled = change.enabled() == null ? key.enabled : change.enabled();
            if (change.expiry() != null) {
                key.expiresAt = change.expiry().at();
            }
            if (change.allowedModels() != null) {
                key.allow(change.allowedModels());
            }
        });
        reload();
        return changed.map(ApiKey::summary);
    }

    /** Revokes a key for good; false when there is none. */
    public boolean delete(UUID id) {
        var removed = rows.remove(id);
        reload();
        return removed;
    }

    private synchronized void reload() {
        usable = rows.all().stream()
                .filter(key -> key.enabled)
                .collect(Collectors.toUnmodifiableMap(
                        key -> KeyHash.of(key.hash),
                        key -> new Usable(key.id, new Caller(key.id, key.name, key.models()), key.expiresAt)));
    }

    private void writeUse() {
        var noted = Map.copyOf(used);
        noted.forEach(used::remove); // a use that was noted meanwhile stays
        if (!noted.isEmpty()) {
            rows.noteUse(noted);
        }
    }
}
