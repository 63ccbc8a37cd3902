package dev.signalbox.catalog;

/**
 * Where a vendor says what an account has left.
 *
 * @param provider its id in the catalogue
 * @param vendor whose customs the call and the answer follow
 * @param address {@code {region}} in it stands for the account's own
 */
public record UsageEndpoint(String provider, String vendor, String address) {}
