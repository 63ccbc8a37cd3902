package dev.signalbox.wire.anthropic;

import dev.signalbox.chat.CacheControl;
import dev.signalbox.wire.Fields;
import org.jspecify.annotations.Nullable;

/** Reads cache breakpoints. */
final class CacheReader {
    private CacheReader() {}

    static @Nullable CacheControl read(Fields block) {
        var cache = block.object("cache_control");
        if (cache == null) {
            return null;
        }
        if (!cache.requiredString("type").equals("ephemeral")) {
            throw Fields.wrong(cache.at("type"), "must be ephemeral");
        }
        var ttl = cache.string("ttl");
        if (ttl != null && !ttl.equals("5m") && !ttl.equals("1h")) {
            throw Fields.wrong(cache.at("ttl"), "must be 5m or 1h");
        }
        return new CacheControl(ttl, cache.string("scope"));
    }
}
