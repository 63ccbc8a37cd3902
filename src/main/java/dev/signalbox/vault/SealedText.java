package dev.signalbox.vault;

/** A sealed secret as the database keeps it: base64url of version, key id, nonce, cipher text and tag. */
public record SealedText(String value) {}
