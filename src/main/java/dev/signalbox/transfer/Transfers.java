package dev.signalbox.transfer;

import dev.signalbox.Service;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.vault.PassphraseSeal;
import dev.signalbox.vault.Secret;
import dev.signalbox.vault.VaultException;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Takes over what a 9Router held; makes backups of this gateway and restores them. */
@Service
public class Transfers {
    private static final System.Logger LOG = System.getLogger(Transfers.class.getName());

    private final Catalog catalog;
    private final Arrival arrival;
    private final Departure departure;

    @Inject
    Transfers(Catalog catalog, Arrival arrival, Departure departure) {
        this.catalog = catalog;
        this.arrival = arrival;
        this.departure = departure;
    }

    /**
     * Takes over a 9Router's {@code db.json}, backup or SQLite database.
     *
     * @param dryRun whether to say only what would happen
     * @throws InvalidSetting when the file is none of them
     */
    public Report fromNineRouter(byte[] file, boolean dryRun) {
        return told("A 9Router", arrival.take(new NineRouter(catalog, NineRouterFile.read(file)).contents(), dryRun));
    }

    /**
     * Everything that makes this gateway what it is, sealed under a passphrase: nodes, accounts with their secrets, the hashes of
     * API keys, combos, aliases, prices, proxies, settings, declared windows, people with the hashes of their passwords.
     *
     * @param withLedger whether the newest requests of the ledger come along
     * @throws InvalidSetting when the passphrase is too short
     */
    public byte[] backup(Secret passphrase, boolean withLedger) {
        if (passphrase.reveal().length() < PassphraseSeal.SHORTEST) {
            throw new InvalidSetting(
                    "passphrase", "The passphrase must have " + PassphraseSeal.SHORTEST + " characters at least.");
        }
        var sealed = PassphraseSeal.close(BackupText.write(departure.pack(withLedger)), passphrase);
        LOG.log(Level.INFO, "A backup was made");
        return sealed.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Brings back what a backup holds; secrets are sealed anew, under this gateway's master key.
     *
     * @param dryRun whether to say only what would happen
     * @throws InvalidSetting when the file is no backup or the passphrase another
     */
    public Report restore(byte[] file, Secret passphrase, boolean dryRun) {
        try {
            var text = PassphraseSeal.open(new String(file, StandardCharsets.UTF_8), passphrase);
            return told("A backup", arrival.take(BackupText.read(text), dryRun));
        } catch (VaultException refused) {
            throw new InvalidSetting(
                    "passphrase",
                    Objects.requireNonNullElse(refused.getMessage(), "The backup cannot be opened") + ".");
        }
    }

    private static Report told(String source, Report report) {
        if (!report.dryRun()) {
            var added = report.count(Report.Outcome.ADDED) + report.count(Report.Outcome.RENAMED);
            LOG.log(
                    Level.INFO,
                    source + " was taken over: " + added + " of "
                            + report.items().size() + " things added");
        }
        return report;
    }
}
