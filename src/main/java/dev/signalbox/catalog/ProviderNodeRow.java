package dev.signalbox.catalog;

import dev.signalbox.chat.Protocol;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.util.UUID;

/** A row of {@code provider_node}. */
@Entity
@Table(name = "provider_node")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class ProviderNodeRow {
    @Id
    private UUID id;

    private String name;
    private String prefix;
    private String protocol;

    @Column(name = "base_url")
    private String baseUrl;

    protected ProviderNodeRow() {}

    ProviderNodeRow(ProviderNode node) {
        this.id = node.id();
        set(node);
    }

    final void set(ProviderNode node) {
        name = node.name();
        prefix = node.prefix();
        protocol = node.protocol().id();
        baseUrl = node.baseUrl().toString();
    }

    ProviderNode node() {
        return new ProviderNode(id, name, prefix, Protocol.of(protocol).orElseThrow(), URI.create(baseUrl));
    }
}
