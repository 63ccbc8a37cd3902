package dev.signalbox.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries beyond the conversation.
 *
 * @param origin the protocol the client spoke
 * @param user the end user's id as the client gave it
 * @param promptCacheKey OpenAI's {@code prompt_cache_key}
 * @param serviceTier the tier asked for
 * @param other every top-level field with no canonical place, by its dotted path in {@code origin}; written back to the same
 *     protocol, reported as a loss elsewhere
 * @param usageInStream whether the client wants the token counts in its stream (Chat {@code stream_options.include_usage})
 * @param unread dotted paths of what is in the request but has no meaning that was known; lost in every translation
 * @param thoughtDetails whether a Chat client speaks OpenRouter's dialect, which has {@code reasoning} and
 *     {@code reasoning_details} in messages
 */
public record Extras(
        Protocol origin,
        @Nullable String user,
        @Nullable String promptCacheKey,
        @Nullable String serviceTier,
        Map<String, RawJson> other,
        boolean usageInStream,
        Set<String> unread,
        boolean thoughtDetails) {
    public Extras {
        other = Collections.unmodifiableMap(new LinkedHashMap<>(other));
        unread = Collections.unmodifiableSet(new LinkedHashSet<>(unread));
    }

    public Extras(
            Protocol origin,
            @Nullable String user,
            @Nullable String promptCacheKey,
            @Nullable String serviceTier,
            Map<String, RawJson> other) {
        this(origin, user, promptCacheKey, serviceTier, other, true);
    }

    public Extras(
            Protocol origin,
            @Nullable String user,
            @Nullable String promptCacheKey,
            @Nullable String serviceTier,
            Map<String, RawJson> other,
            boolean usageInStream) {
        this(origin, user, promptCacheKey, serviceTier, other, usageInStream, Set.of(), false);
    }

    public Extras withOther(Map<String, RawJson> fields) {
        return new Extras(origin, user, promptCacheKey, serviceTier, fields, usageInStream, unread, thoughtDetails);
    }

    public Extras withUnread(Set<String> paths) {
        return new Extras(origin, user, promptCacheKey, serviceTier, other, usageInStream, paths, thoughtDetails);
    }

    public static Extras of(Protocol origin) {
        return new Extras(origin, null, null, null, Map.of());
    }
}
