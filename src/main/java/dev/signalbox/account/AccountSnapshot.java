package dev.signalbox.account;

import dev.signalbox.vault.Vault;
import dev.signalbox.vault.VaultException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All accounts, and those ready for use with their keys open.
 *
 * @param accounts in the order of use
 * @param held enabled ones by provider, in the order of use
 */
record AccountSnapshot(List<Account> accounts, Map<String, List<HeldAccount>> held) {
    private static final System.Logger LOG = System.getLogger(AccountSnapshot.class.getName());

    static AccountSnapshot of(List<AccountRows.Stored> stored, Vault vault) {
        var accounts = new ArrayList<Account>();
        var held = new HashMap<String, List<HeldAccount>>();
        for (var one : stored) {
            accounts.add(one.account());
            if (one.account().enabled()) {
                hold(one, vault, held);
            }
        }
        // a key that was refused is still tried when nothing else is left: the provider may have been wrong
        held.replaceAll((provider, list) -> list.stream()
                .sorted(Comparator.comparing(HeldAccount::needsSignIn))
                .toList());
        return new AccountSnapshot(List.copyOf(accounts), Map.copyOf(held));
    }

    private static void hold(AccountRows.Stored stored, Vault vault, Map<String, List<HeldAccount>> held) {
        var account = stored.account();
        try {
            var opened = open(stored, vault);
            held.computeIfAbsent(account.provider(), provider -> new ArrayList<>())
                    .add(opened);
        } catch (VaultException sealedOtherwise) {
            LOG.log(
                    Level.WARNING,
                    "The key of account " + account.id() + " cannot be opened; enter it again",
                    sealedOtherwise);
        }
    }

    static HeldAccount open(AccountRows.Stored stored, Vault vault) {
        var account = stored.account();
        var key = stored.key();
        return new HeldAccount(
                account.id(),
                account.provider(),
                account.name(),
                account.priority(),
                key == null ? null : vault.open(key, Accounts.purpose(account.id())),
                account.needsSignIn());
    }
}
