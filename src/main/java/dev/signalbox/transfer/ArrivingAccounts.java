package dev.signalbox.transfer;

import dev.signalbox.account.AccountSettings;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.CredentialKind;
import dev.signalbox.account.Grant;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.SecretKind;
import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.egress.Egress;
import dev.signalbox.quota.Declaration;
import dev.signalbox.quota.Declarations;
import dev.signalbox.transfer.Report.Kind;
import dev.signalbox.vault.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts that arrive; one that opens with the same secret, or belongs to the same person, is here already. */
final class ArrivingAccounts {
    private static final List<SecretKind> LASTING = List.of(
            SecretKind.API_KEY,
            SecretKind.REFRESH_TOKEN,
            SecretKind.SERVICE_ACCOUNT,
            SecretKind.AWS_SECRET_KEY,
            SecretKind.ACCESS_TOKEN);

    private final Accounts accounts;
    private final Egress egress;
    private final Declarations declarations;
    private final ArrivingNodes nodes;
    private final Steps steps;
    private final Map<String, String> ids = new HashMap<>();
    private final List<Contents.Account> taken = new ArrayList<>();
    private List<HeldAccount> before = List.of();

    ArrivingAccounts(Accounts accounts, Egress egress, Declarations declarations, ArrivingNodes nodes, Steps steps) {
        this.accounts = accounts;
        this.egress = egress;
        this.declarations = declarations;
        this.nodes = nodes;
        this.steps = steps;
    }

    void take(List<Contents.Account> arriving) {
        before = accounts.all().stream()
                .flatMap(here -> accounts.held(here.id()).stream())
                .toList();
        arriving.forEach(this::take);
    }

    private void take(Contents.Account account) {
        var label = account.name() + " (" + label(account) + ")";
        var provider = nodes.provider(account.provider());
        if (provider.isEmpty()) {
            steps.skipped(Kind.ACCOUNT, label, "There is no such provider here.");
            return;
        }
        var known = before.stream()
                .filter(here -> here.provider().equals(provider.get()) && same(here, account))
                .findFirst();
        if (known.isPresent()) {
            steps.present(Kind.ACCOUNT, label);
            ids.put(account.ref(), known.get().id().toString());
            windows(account, label);
            return;
        }
        var twin = taken.stream().filter(earlier -> same(earlier, account)).findFirst();
        if (twin.isPresent()) {
            steps.present(Kind.ACCOUNT, label);
            Optional.ofNullable(ids.get(twin.get().ref())).ifPresent(id -> ids.put(account.ref(), id));
            return;
        }
        taken.add(account);
        steps.added(Kind.ACCOUNT, label, () -> create(provider.get(), account));
        proxy(account, label);
        windows(account, label);
    }

    /** The ids that accounts have here, by those that they had there. */
    Map<String, String> ids() {
        return ids;
    }

    private void windows(Contents.Account account, String label) {
        for (var window : account.windows()) {
            var name = window.name() + " of " + label;
            var here = Optional.ofNullable(ids.get(account.ref())).map(UUID::fromString);
            if (here.stream()
                    .flatMap(id -> declarations.of(id).stream())
                    .anyMatch(one -> one.name().equals(window.name()) && Objects.equals(one.model(), window.model()))) {
                steps.present(Kind.WINDOW, name);
                continue;
            }
            steps.added(
                    Kind.WINDOW,
                    name,
                    () -> here.ifPresent(id -> declarations.put(new Declaration(
                            UUID.randomUUID(),
                            id,
                            window.name(),
                            window.model(),
                            window.unit(),
                            window.limit(),
                            window.rhythm()))));
        }
    }

    private String label(Contents.Account account) {
        return nodes.exists(account.provider()) ? account.provider() : "node";
    }

    private static boolean same(HeldAccount here, Contents.Account arriving) {
        return same(here.identity(), here.kind(), here.name(), here.secrets(), arriving);
    }

    /** Whether the two that arrive together are one: known beforehand, so that a rehearsal says what will happen. */
    private static boolean same(Contents.Account earlier, Contents.Account arriving) {
        return earlier.provider().equals(arriving.provider())
                && same(earlier.identity(), earlier.kind(), earlier.name(), earlier.secrets(), arriving);
    }

    private static boolean same(
            @Nullable String identity,
            CredentialKind kind,
            String name,
            Map<SecretKind, Secret> secrets,
            Contents.Account arriving) {
        if (arriving.identity() != null && arriving.identity().equals(identity)) {
            return true;
        }
        if (signedIn(arriving.kind()) && kind == arriving.kind() && name.equals(arriving.name())) {
            return true; // its tokens may have been renewed since, and not every vendor says who signed in
        }
        if (arriving.secrets().isEmpty()) {
            return secrets.isEmpty() && name.equals(arriving.name());
        }
        return LASTING.stream()
                .anyMatch(one -> arriving.secrets().containsKey(one)
                        && arriving.secrets().get(one).equals(secrets.get(one)));
    }

    private static boolean signedIn(CredentialKind kind) {
        return switch (kind) {
            case OAUTH, SERVICE_ACCOUNT, AWS_KEYS -> true;
            case API_KEY, NONE -> false;
        };
    }

    private void create(String provider, Contents.Account account) {
        var name = account.name().length() > 200 ? account.name().substring(0, 200) : account.name();
        var made = switch (account.kind()) {
            case API_KEY -> key(provider, account, name, account.secrets().get(SecretKind.API_KEY));
            case NONE -> key(provider, account, name, null);
            case OAUTH, SERVICE_ACCOUNT, AWS_KEYS -> signedIn(provider, account, name);
        };
        ids.put(account.ref(), made.toString());
        var proxy = account.proxy();
        if (proxy != null && valid(proxy)) {
            egress.setForAccount(made, proxy.reveal());
        }
    }

    private UUID key(String provider, Contents.Account account, String name, @Nullable Secret key) {
        return accounts.create(provider, new AccountSettings(name, key, account.priority(), enabled(account)))
                .id();
    }

    private UUID signedIn(String provider, Contents.Account account, String name) {
        var grant = new Grant(
                account.kind(),
                Objects.requireNonNullElseGet(account.identity(), () -> "arrived/" + UUID.randomUUID()),
                name,
                account.secrets(),
                account.details(),
                account.expiresAt());
        var made = accounts.signIn(provider, grant);
        accounts.update(made.id(), new AccountSettings(name, null, account.priority(), enabled(account)));
        return made.id();
    }

    private void proxy(Contents.Account account, String label) {
        var proxy = account.proxy();
        if (proxy == null) {
            return;
        }
        if (valid(proxy)) {
            steps.added(Kind.PROXY, label, () -> {});
        } else {
            steps.skipped(
                    Kind.PROXY,
                    label,
                    "The proxy has no address that can be used, so the account comes over disabled.");
        }
    }

    /** An account whose proxy is lost must not call without one. */
    private static boolean enabled(Contents.Account account) {
        var proxy = account.proxy();
        return account.enabled() && (proxy == null || valid(proxy));
    }

    private static boolean valid(Secret proxy) {
        try {
            Egress.check(proxy.reveal());
            return true;
        } catch (InvalidSetting refused) {
            return false;
        }
    }
}
