package dev.signalbox.egress;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a call leaves; decides which proxy it takes.
 *
 * @param provider catalogue id or node id
 * @param account the account that is used there, null when none is
 */
public record Sender(@Nullable String provider, @Nullable UUID account) {
    /** Nobody in particular: the proxy for everything, or the environment's. */
    public static final Sender ANYONE = new Sender(null, null);
}
