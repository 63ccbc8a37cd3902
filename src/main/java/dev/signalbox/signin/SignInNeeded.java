package dev.signalbox.signin;

import java.util.UUID;

/** Fired when a provider takes an account's refresh token no more: somebody has to sign in again. */
public record SignInNeeded(UUID account, String provider, String name, String reason) {}
