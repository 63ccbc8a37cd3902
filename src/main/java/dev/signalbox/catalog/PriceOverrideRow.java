package dev.signalbox.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A row of {@code price_override}; amounts are nano-dollars per million tokens. */
@Entity
@Table(name = "price_override")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class PriceOverrideRow {
    private static final String SOURCE = "override";

    /** Whose model it is; public, because EclipseLink makes records without asking for access. */
    @Embeddable
    public record Key(String provider, String model) {}

    @EmbeddedId
    private Key key;

    private long input;
    private long output;

    @Column(name = "cache_read")
    private long cacheRead;

    @Column(name = "cache_write_5m")
    private long cacheWrite5m;

    @Column(name = "cache_write_1h")
    private long cacheWrite1h;

    protected PriceOverrideRow() {}

    PriceOverrideRow(CustomPrice custom) {
        key = new Key(custom.provider(), custom.model());
        input = custom.price().input().nanos();
        output = custom.price().output().nanos();
        cacheRead = custom.price().cacheRead().nanos();
        cacheWrite5m = custom.price().cacheWrite5m().nanos();
        cacheWrite1h = custom.price().cacheWrite1h().nanos();
    }

    CustomPrice custom() {
        var price = new Price(
                new Money(input),
                new Money(output),
                new Money(cacheRead),
                new Money(cacheWrite5m),
                new Money(cacheWrite1h),
                null,
                SOURCE);
        return new CustomPrice(key.provider(), key.model(), price);
    }
}
