package dev.signalbox.catalog;

import dev.signalbox.chat.Protocol;
import java.net.URI;
import java.util.UUID;

/**
 * A provider that somebody added: any server that speaks a known protocol.
 *
 * @param prefix what stands before the slash in {@code prefix/model}
 * @param baseUrl everything before the operation, without a trailing slash
 */
public record ProviderNode(UUID id, String name, String prefix, Protocol protocol, URI baseUrl) {}
