package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.usage.LoggedRequest;
import dev.signalbox.usage.UsageStatus;
import dev.signalbox.usage.UsageTotals;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes figures and times the way people read them. */
@Named("format")
@Service
public class Formats {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final long THOUSAND = 1_000;
    private static final long MILLION = 1_000_000;
    private static final int NANO_DIGITS = 9;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    /** 1234567 becomes 1,234,567. */
    public String number(long value) {
        return String.format(Locale.ENGLISH, "%,d", value);
    }

    /** Large numbers in thousands and millions. */
    public String brief(long value) {
        if (value < 10 * THOUSAND) {
            return number(value);
        }
        return value < MILLION
                ? String.format(Locale.ENGLISH, "%.1fk", value / (double) THOUSAND)
                : String.format(Locale.ENGLISH, "%.2fM", value / (double) MILLION);
    }

    /** Nano-dollars in dollars: cents where there are some, else as many digits as it takes. */
    public String cost(long nanos) {
        var dollars = BigDecimal.valueOf(nanos, NANO_DIGITS);
        if (nanos == 0) {
            return "$0";
        }
        if (dollars.compareTo(CENT) < 0) {
            return "$"
                    + dollars.setScale(6, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString();
        }
        return "$" + dollars.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** What a request cost: null where no price was known of what answered, a dash where nothing did. */
    public @Nullable String charged(LoggedRequest request) {
        if (request.priced()) {
            return cost(request.costNanos());
        }
        return request.usage().total() > 0 || request.status() == UsageStatus.SUCCEEDED ? null : "–";
    }

    /** What requests cost; null where no price was known of any. */
    public @Nullable String spent(UsageTotals totals) {
        return totals.costNanos() == 0 && totals.unpriced() > 0 ? null : cost(totals.costNanos());
    }

    public String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at);
    }

    /** A duration in milliseconds or, when it is long, in seconds. */
    public String millis(@Nullable Long millis) {
        if (millis == null) {
            return "–";
        }
        return millis < 10 * THOUSAND
                ? number(millis) + " ms"
                : String.format(Locale.ENGLISH, "%.1f s", millis / (double) THOUSAND);
    }

    public String tokens(TokenUsage usage) {
        return brief(usage.prompt()) + " → " + brief(usage.output());
    }
}
