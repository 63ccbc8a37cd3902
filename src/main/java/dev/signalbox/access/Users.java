package dev.signalbox.access;

import dev.signalbox.Service;
import dev.signalbox.startup.Beat;
import dev.signalbox.startup.StartupOrder;
import dev.signalbox.vault.Secret;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The people who may sign in. Their state is also kept in memory, so that a session is checked without the database. */
@Service
public class Users {
    private final UserRows rows;
    private final Clock clock;
    private final Passwords passwords;
    private volatile Map<UUID, Current> current = Map.of();

    /** A person as of now, with the generation that sessions must have. */
    record Current(UserAccount account, long generation) {}

    @Inject
    Users(UserRows rows, Clock clock) {
        this(rows, clock, new Passwords(Passwords.ROUNDS));
    }

    Users(UserRows rows, Clock clock, Passwords passwords) {
        this.rows = rows;
        this.clock = clock;
        this.passwords = passwords;
    }

    void onStartup(@Observes @Priority(StartupOrder.LOAD) Startup event) {
        reload();
    }

    void onBeat(@ObservesAsync Beat beat) {
        reload();
    }

    /** Everybody, the first created first. */
    public List<UserAccount> list() {
        return rows.all().stream().map(User::account).toList();
    }

    public Optional<UserAccount> find(UUID id) {
        return list().stream().filter(user -> user.id().equals(id)).findFirst();
    }

    /** Adds a person; throws {@link AccessException} when the name is in use. */
    public UserAccount create(String username, Secret password, Role role) {
        var user = new User();
        user.username = username;
        user.passwordHash = passwords.hash(password);
        user.role = role.id();
        user.createdAt = clock.instant();
        rows.add(user);
        reload();
        return user.account();
    }

    /** Everybody with the hashes of their passwords, to be carried to another gateway. */
    public List<StoredPerson> stored() {
        return rows.all().stream()
                .map(user ->
                        new StoredPerson(user.username, user.passwordHash, user.role(), user.enabled, user.createdAt))
                .toList();
    }

    /** Takes over a person from another gateway; throws {@link AccessException} when the name is in use. */
    public void adopt(StoredPerson stored) {
        var user = new User();
        user.username = stored.username();
        user.passwordHash = stored.passwordHash();
        user.role = stored.role().id();
        user.enabled = stored.enabled();
        user.createdAt = stored.createdAt();
        rows.add(user);
        reload();
    }

    /**
     * Changes a person; empty when there is none. A new password, another role or being disabled ends this person's sessions.
     * Throws {@link AccessException} when the name is in use or no enabled admin would remain.
     */
    public Optional<UserAccount> change(UUID id, UserChange change) {
        var hash = change.password() == null ? null : passwords.hash(change.password());
        var found = rows.change(id, user -> {
            if (hash != null
                    || (change.role() != null && change.role() != user.role())
                    || Boolean.FALSE.equals(change.enabled())) {
                user.sessionGeneration++;
            }
            user.username = change.username() == null ? user.username : change.username();
            user.role = change.role() == null ? user.role : change.role().id();
            user.enabled = change.enabled() == null ? user.enabled : change.enabled();
            user.passwordHash = hash == null ? user.passwordHash : hash;
        });
        reload();
        return found ? find(id) : Optional.empty();
    }

    /** Removes a person and ends the sessions; false when there is none. */
    public boolean delete(UUID id) {
        var found = rows.remove(id);
        reload();
        return found;
    }

    /** The enabled person with this name and password; takes equally long for a name that does not exist. */
    Optional<UserAccount> authenticate(String username, Secret password) {
        var user = rows.byName(username);
        var right = passwords.matches(
                password, user.map(known -> known.passwordHash).orElse(null));
        return user.filter(known -> right && known.enabled).map(User::account);
    }

    /** An enabled person as of now, from memory. */
    Optional<Current> current(UUID id) {
        return Optional.ofNullable(current.get(id))
                .filter(person -> person.account().enabled());
    }

    /** One at a time, so that an older state never replaces a newer one. */
    private synchronized void reload() {
        current = rows.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        user -> user.id, user -> new Current(user.account(), user.sessionGeneration)));
    }
}
