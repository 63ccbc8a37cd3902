package dev.signalbox.chat;

import org.jspecify.annotations.Nullable;

/** A prompt-cache breakpoint; {@code ttl} is {@code 5m} or {@code 1h}, absent for the provider's default. */
public record CacheControl(@Nullable String ttl, @Nullable String scope) {
    public static final CacheControl EPHEMERAL = new CacheControl(null, null);

    /** OpenAI's {@code prompt_cache_breakpoint}: its age is that of the whole request. */
    public static final CacheControl OPENAI_BREAKPOINT = new CacheControl(null, "openai-explicit");
}
