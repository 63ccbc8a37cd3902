package dev.signalbox.account;

import dev.signalbox.vault.VaultException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * All accounts, and those ready for use with their secrets open.
 *
 * @param accounts in the order of use
 * @param providers who has any of them
 * @param held enabled ones by provider, in the order of use
 * @param byId the same by their id
 */
record AccountSnapshot(
        List<Account> accounts,
        Set<String> providers,
        Map<String, List<HeldAccount>> held,
        Map<UUID, HeldAccount> byId) {
    private static final System.Logger LOG = System.getLogger(AccountSnapshot.class.getName());

    static AccountSnapshot of(List<AccountRows.Stored> stored, SecretsBox box) {
        var accounts = new ArrayList<Account>();
        var held = new HashMap<String, List<HeldAccount>>();
        var byId = new HashMap<UUID, HeldAccount>();
        for (var one : stored) {
            accounts.add(one.account());
            if (one.account().enabled()) {
                hold(one, box, held, byId);
            }
        }
        // a key that was refused is still tried when nothing else is left: the provider may have been wrong
        held.replaceAll((provider, list) -> list.stream()
                .sorted(Comparator.comparing(HeldAccount::needsSignIn))
                .toList());
        var providers = accounts.stream().map(Account::provider).collect(Collectors.toUnmodifiableSet());
        return new AccountSnapshot(List.copyOf(accounts), providers, Map.copyOf(held), Map.copyOf(byId));
    }

    private static void hold(
            AccountRows.Stored stored,
            SecretsBox box,
            Map<String, List<HeldAccount>> held,
            Map<UUID, HeldAccount> byId) {
        var account = stored.account();
        try {
            var opened = open(stored, box);
            byId.put(account.id(), opened);
            held.computeIfAbsent(account.provider(), provider -> new ArrayList<>())
                    .add(opened);
        } catch (VaultException sealedOtherwise) {
            LOG.log(
                    Level.WARNING,
                    "The secrets of account " + account.id() + " cannot be opened; sign in or enter the key again",
                    sealedOtherwise);
        }
    }

    static HeldAccount open(AccountRows.Stored stored, SecretsBox box) {
        var account = stored.account();
        return new HeldAccount(
                account.id(),
                account.provider(),
                account.name(),
                account.priority(),
                account.kind(),
                box.open(stored),
                account.details(),
                account.identity(),
                account.expiresAt(),
                account.signedIn());
    }
}
