package dev.signalbox.signin;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who begins a sign-in wants.
 *
 * @param user who it is
 * @param provider catalogue id
 * @param method one of the provider's ways, null for the first that fits
 * @param acceptTerms whether the terms that the catalogue shows are accepted
 * @param account an account that is to be signed in again, null for whichever it turns out to be
 * @param region of AWS, null for the usual one
 * @param startUrl of a company's AWS access portal, null for the public one
 */
public record SignInWish(
        UUID user,
        String provider,
        @Nullable String method,
        boolean acceptTerms,
        @Nullable UUID account,
        @Nullable String region,
        @Nullable String startUrl) {}
