package dev.signalbox.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One way to sign in at a provider.
 *
 * @param id its name among the provider's
 * @param name for people
 * @param kind the way as such
 * @param client where and as whom; null where a file or a key pair says all
 * @param hint what to do, for people; null when the way speaks for itself
 */
public record SignInMethod(
        String id,
        String name,
        SignIn kind,
        @Nullable OAuthClient client,
        @Nullable String hint) {}
