package dev.signalbox.catalog;

import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** An endpoint as a data file has it: its address may still hold {@code {settings}}. */
record WrittenEndpoint(
        Protocol protocol,
        String address,
        AuthScheme auth,
        Map<String, String> headers,
        Set<String> relayedHeaders,
        Set<Quirk> quirks,
        String dialect) {

    static WrittenEndpoint read(Fields fields) {
        var endpoint = new WrittenEndpoint(
                fields.name("protocol", Protocol::of),
                fields.text("baseUrl"),
                fields.parsed("auth", AuthScheme::of),
                fields.textMap("headers"),
                Set.copyOf(fields.texts("relayedHeaders")),
                fields.names("quirks", Quirk::of),
                fields.optionalText("dialect").orElse(""));
        fields.done();
        return endpoint;
    }

    ProviderEndpoint at(Addresses.Settled settled) {
        try {
            return new ProviderEndpoint(
                    protocol,
                    URI.create(settled.address()),
                    auth,
                    headers,
                    relayedHeaders,
                    quirks,
                    dialect,
                    settled.template());
        } catch (IllegalArgumentException e) {
            throw new CatalogException("the address " + settled + " is wrong: " + e.getMessage(), e);
        }
    }
}
