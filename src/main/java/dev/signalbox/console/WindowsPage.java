package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.quota.Declaration;
import dev.signalbox.quota.Declarations;
import dev.signalbox.quota.Period;
import dev.signalbox.quota.QuotaUnit;
import dev.signalbox.quota.Rhythm;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/** Declares windows of quota for accounts whose providers publish none. */
@Named
@Service
public class WindowsPage {
    private static final int NANO_DIGITS = 9;
    private static final int LONGEST = 100;
    private static final int MOST_TURNS = 366;

    private final Declarations declarations;
    private final Accounts accounts;
    private final Providers providers;
    private final Changes changes;
    private final WindowForm form;
    private final Clock clock;

    @Inject
    WindowsPage(
            Declarations declarations,
            Accounts accounts,
            Providers providers,
            Changes changes,
            WindowForm form,
            Clock clock) {
        this.declarations = declarations;
        this.accounts = accounts;
        this.providers = providers;
        this.changes = changes;
        this.form = form;
        this.clock = clock;
    }

    /** An account to choose. */
    public record Choice(String id, String label) {}

    public List<Choice> getAccounts() {
        return accounts.all().stream()
                .map(one -> new Choice(one.id().toString(), named(one)))
                .toList();
    }

    /** Zones by continent and city, and UTC. */
    public List<String> getZones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id ->
                        id.equals("UTC") || id.matches("(Africa|America|Asia|Australia|Europe|Pacific)/[A-Za-z_]+"))
                .sorted()
                .toList();
    }

    public void begin() {
        form.setId("");
        form.setName("");
        form.setModel("");
        form.setAmount("");
        form.setAnchor("");
    }

    /** Takes a declared window into the form. */
    public void edit(String id) {
        declarations.find(UUID.fromString(id)).ifPresent(this::edit);
    }

    private void edit(Declaration one) {
        form.setId(one.id().toString());
        form.setAccount(one.accountId().toString());
        form.setName(one.name());
        form.setModel(one.model() == null ? "" : one.model());
        form.setUnit(one.unit().id());
        form.setAmount(
                one.unit() == QuotaUnit.COST
                        ? BigDecimal.valueOf(one.limit(), NANO_DIGITS)
                                .stripTrailingZeros()
                                .toPlainString()
                        : Long.toString(one.limit()));
        form.setEvery(Integer.toString(one.rhythm().every()));
        form.setPeriod(one.rhythm().period().id());
        form.setTime(one.rhythm().time().toString());
        form.setZone(one.rhythm().zone().getId());
        form.setAnchor(one.rhythm().anchor().toString());
    }

    public void save() {
        if (changes.make(() -> declarations.put(read()), "window.saved", form.getName())) {
            begin();
        }
    }

    public void remove(String account, String id) {
        if (changes.make(() -> declarations.remove(UUID.fromString(account), UUID.fromString(id)), "window.removed")
                && id.equals(form.getId())) {
            begin();
        }
    }

    private String named(Account account) {
        return account.name() + " · " + providers.nameOf(account.provider());
    }

    private Declaration read() {
        var account = parsed("account", form.getAccount(), UUID::fromString);
        if (accounts.find(account).isEmpty()) {
            throw new InvalidSetting("account", "The account is gone.");
        }
        var name = form.getName().strip();
        var model = form.getModel().strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new InvalidSetting("name", "A window needs a name of at most " + LONGEST + " characters.");
        }
        var unit = QuotaUnit.of(form.getUnit()).orElse(QuotaUnit.TOKENS);
        return new Declaration(
                form.getId().isEmpty() ? UUID.randomUUID() : UUID.fromString(form.getId()),
                account,
                name,
                model.isEmpty() ? null : model,
                unit,
                amount(unit),
                rhythm());
    }

    /** Also with a k or M behind it. */
    private long amount(QuotaUnit unit) {
        var text = form.getAmount().strip().replace(",", "").toLowerCase(Locale.ROOT);
        int power = text.endsWith("k") ? 3 : text.endsWith("m") ? 6 : 0;
        var digits = power == 0 ? text : text.substring(0, text.length() - 1).strip();
        if (!digits.matches("\\d{1,12}(\\.\\d{1,9})?")) {
            throw new InvalidSetting("amount", "The amount is a number, such as 500, 2.5k or 10M.");
        }
        return new BigDecimal(digits)
                .movePointRight(power + (unit == QuotaUnit.COST ? NANO_DIGITS : 0))
                .min(BigDecimal.valueOf(Long.MAX_VALUE / 2))
                .longValue();
    }

    private Rhythm rhythm() {
        var zone = parsed("zone", form.getZone(), ZoneId::of);
        int every = parsed("every", form.getEvery(), Integer::valueOf);
        if (every < 1 || every > MOST_TURNS) {
            throw new InvalidSetting("every", "A window starts anew every 1 to " + MOST_TURNS + " periods.");
        }
        return new Rhythm(
                Period.of(form.getPeriod()).orElse(Period.MONTHS),
                every,
                parsed("time", form.getTime(), LocalTime::parse),
                zone,
                form.getAnchor().isBlank()
                        ? LocalDate.ofInstant(clock.instant(), zone)
                        : parsed("day", form.getAnchor(), LocalDate::parse));
    }

    private static <T> T parsed(String field, String text, Function<String, T> parser) {
        try {
            return parser.apply(text.strip());
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw new InvalidSetting(field, "The " + field + " cannot be read: " + text);
        }
    }
}
