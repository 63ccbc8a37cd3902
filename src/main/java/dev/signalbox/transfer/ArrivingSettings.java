package dev.signalbox.transfer;

import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.egress.Egress;
import dev.signalbox.routing.AccountStrategy;
import dev.signalbox.routing.RoutingSettings;
import dev.signalbox.transfer.Report.Kind;
import dev.signalbox.vault.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings and the proxies that are not an account's. */
final class ArrivingSettings {
    static final String STRATEGY = "accountStrategy";
    private static final String EVERYTHING = "everything";
    private static final String EXCEPTIONS = "everything-but";
    private static final String PROVIDER = "provider:";

    private final Egress egress;
    private final RoutingSettings settings;
    private final ArrivingNodes nodes;
    private final Steps steps;

    ArrivingSettings(Egress egress, RoutingSettings settings, ArrivingNodes nodes, Steps steps) {
        this.egress = egress;
        this.settings = settings;
        this.nodes = nodes;
        this.steps = steps;
    }

    void take(Contents contents) {
        contents.proxies().forEach((scope, proxy) -> {
            if (scope.startsWith(PROVIDER)) {
                nodes.provider(scope.substring(PROVIDER.length()))
                        .ifPresentOrElse(
                                provider -> proxy(
                                        PROVIDER + provider,
                                        proxy,
                                        () -> egress.setForProvider(provider, proxy.reveal())),
                                () -> steps.skipped(Kind.PROXY, scope, "There is no such provider here."));
            } else if (scope.equals(EVERYTHING)) {
                proxy(EVERYTHING, proxy, () -> egress.setForEverything(proxy.reveal()));
            } else if (scope.equals(EXCEPTIONS)) {
                own(EXCEPTIONS, proxy, () -> egress.setExceptions(proxy.reveal()));
            }
        });
        strategy(contents.settings());
    }

    private void proxy(String scope, Secret proxy, Runnable step) {
        try {
            Egress.check(proxy.reveal());
            own(scope, proxy, step);
        } catch (InvalidSetting refused) {
            steps.skipped(Kind.PROXY, scope, "It has no address that can be used.");
        }
    }

    private void own(String scope, Secret proxy, Runnable step) {
        @Nullable Secret known = egress.whole().get(scope);
        if (known == null) {
            steps.added(Kind.PROXY, scope, step);
        } else if (known.equals(proxy)) {
            steps.present(Kind.PROXY, scope);
        } else {
            steps.kept(Kind.PROXY, scope, "Another is set here.");
        }
    }

    private void strategy(Map<String, String> arriving) {
        var word = arriving.get(STRATEGY);
        if (word == null) {
            return;
        }
        AccountStrategy.of(word)
                .ifPresentOrElse(
                        strategy -> {
                            if (settings.accountStrategy() == strategy) {
                                steps.present(Kind.SETTING, STRATEGY);
                            } else {
                                steps.added(Kind.SETTING, STRATEGY, () -> settings.accountStrategy(strategy));
                            }
                        },
                        () -> steps.skipped(Kind.SETTING, STRATEGY, "There is no such strategy here."));
    }
}
