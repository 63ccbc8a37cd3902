package dev.signalbox.access;

import dev.signalbox.Service;
import dev.signalbox.startup.Beat;
import dev.signalbox.startup.StartupOrder;
import dev.signalbox.vault.Vault;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Signed-in people: issues their tokens, checks them from memory, ends them. */
@Service
public class Sessions {
    private final Vault vault;
    private final Users users;
    private final EndedSessionRows rows;
    private final Clock clock;
    private volatile @Nullable Keys keys;
    private volatile Set<UUID> ended = Set.of();

    /** Derived from the master key, hence known only after the vault is open. */
    private record Keys(Tokens tokens, SecretKey forms) {}

    @Inject
    Sessions(Vault vault, Users users, EndedSessionRows rows, Clock clock) {
        this.vault = vault;
        this.users = users;
        this.rows = rows;
        this.clock = clock;
    }

    void onStartup(@Observes @Priority(StartupOrder.LOAD) Startup event) {
        reload();
    }

    void onBeat(@ObservesAsync Beat beat) {
        rows.removeExpired(beat.at());
        reload();
    }

    /** A new token for a person who has proven to be that person. */
    public IssuedToken issue(UserAccount user) {
        var current = users.current(user.id()).orElseThrow();
        return keys().tokens().issue(current.account(), current.generation(), clock.instant());
    }

    /** The session of a token that still counts: signed here, not expired, not ended, the person enabled and unchanged. */
    public Optional<Session> verify(String token) {
        return keys().tokens()
                .read(token, clock.instant())
                .filter(claims -> !ended.contains(claims.id()))
                .flatMap(claims -> users.current(claims.user())
                        .filter(person -> person.generation() == claims.generation())
                        .map(person -> new Session(claims.id(), person.account(), claims.expiresAt())));
    }

    /** Ends a session: its token is dead from now on. */
    public void end(Session session) {
        rows.add(session.id(), session.expiresAt());
        reload();
    }

    /** What a page has to send along when it changes something with nothing but the cookie to prove who asks. */
    public String csrfToken(Session session) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(keys().forms());
            var bytes = mac.doFinal(session.id().toString().getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK has no HMAC", missing);
        }
    }

    /** Whether that is what was sent. */
    public boolean csrfMatches(Session session, @Nullable String presented) {
        return presented != null
                && MessageDigest.isEqual(
                        csrfToken(session).getBytes(StandardCharsets.UTF_8),
                        presented.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void reload() {
        ended = rows.all();
    }

    private Keys keys() {
        var known = keys;
        if (known == null) {
            known = new Keys(new Tokens(vault.derive("tokens", "HmacSHA256")), vault.derive("csrf", "HmacSHA256"));
            keys = known;
        }
        return known;
    }
}
