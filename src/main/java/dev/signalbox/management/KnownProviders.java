package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.catalog.AccountDetail;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.Model;
import dev.signalbox.catalog.ModelKind;
import dev.signalbox.catalog.Provider;
import dev.signalbox.catalog.ProviderEndpoint;
import dev.signalbox.catalog.ProviderNode;
import dev.signalbox.catalog.ProviderNodes;
import dev.signalbox.catalog.SignIn;
import dev.signalbox.chat.ModelProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Providers of the catalogue and custom nodes under one view: where they are and which models they list. */
@Service
class KnownProviders {
    private final Catalog catalog;
    private final ProviderNodes nodes;

    @Inject
    KnownProviders(Catalog catalog, ProviderNodes nodes) {
        this.catalog = catalog;
        this.nodes = nodes;
    }

    /** A provider that an account can be held at. */
    sealed interface Known {
        /** As accounts name it: catalogue id or node id. */
        String id();

        String name();

        String prefix();

        /** The addresses, the preferred one first; empty while the configuration lacks a part of them. */
        List<ProviderEndpoint> endpoints();

        /** Those at which this model answers, listed or not. */
        List<ProviderEndpoint> endpointsOf(String model);

        /** Models listed in the catalogue. */
        List<Model> models();

        boolean keyNeeded();

        /** What an account there may say besides its key. */
        List<AccountDetail> details();

        /** What a request writer must know of a model at one of the addresses. */
        ModelProfile profile(ProviderEndpoint endpoint, String model);
    }

    private record Listed(Provider provider, Catalog catalog) implements Known {
        @Override
        public String id() {
            return provider.id();
        }

        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public String prefix() {
            return provider.prefix();
        }

        @Override
        public List<ProviderEndpoint> endpoints() {
            return provider.endpoints();
        }

        @Override
        public List<ProviderEndpoint> endpointsOf(String model) {
            return provider.endpointsOf(catalog.model(provider.id(), model));
        }

        @Override
        public List<Model> models() {
            return provider.models().stream()
                    .filter(model -> model.kind() == ModelKind.CHAT)
                    .toList();
        }

        @Override
        public boolean keyNeeded() {
            return !provider.signIn().contains(SignIn.NONE);
        }

        @Override
        public List<AccountDetail> details() {
            return provider.details();
        }

        @Override
        public ModelProfile profile(ProviderEndpoint endpoint, String model) {
            return provider.profile(endpoint, catalog.model(provider.id(), model));
        }
    }

    private record Custom(ProviderNode node, Catalog catalog) implements Known {
        @Override
        public String id() {
            return node.id().toString();
        }

        @Override
        public String name() {
            return node.name();
        }

        @Override
        public String prefix() {
            return node.prefix();
        }

        @Override
        public List<ProviderEndpoint> endpoints() {
            return List.of(ProviderEndpoint.standard(node.protocol(), node.baseUrl()));
        }

        @Override
        public List<ProviderEndpoint> endpointsOf(String model) {
            return endpoints();
        }

        @Override
        public List<Model> models() {
            return List.of();
        }

        @Override
        public boolean keyNeeded() {
            return false;
        }

        @Override
        public List<AccountDetail> details() {
            return List.of();
        }

        @Override
        public ModelProfile profile(ProviderEndpoint endpoint, String model) {
            return catalog.assumed(model);
        }
    }

    /** Finds by catalogue id, by node id, or by either's prefix. */
    Optional<Known> find(String name) {
        var node = nodes.all().stream()
                .filter(known ->
                        known.id().toString().equals(name) || known.prefix().equals(name))
                .findFirst();
        return node.<Known>map(found -> new Custom(found, catalog))
                .or(() -> catalog.provider(name).map(found -> new Listed(found, catalog)));
    }
}
