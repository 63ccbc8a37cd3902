package dev.signalbox.quota;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;

/** A row of {@code quota_declaration}. */
@Entity
@Table(name = "quota_declaration")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class DeclarationRow {
    @Id
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    private String name;
    private String model;
    private String unit;

    @Column(name = "limit_amount")
    private long limit;

    private String period;
    private int every;

    @Column(name = "reset_time")
    private String time;

    private String zone;
    private String anchor;

    protected DeclarationRow() {}

    DeclarationRow(Declaration declaration) {
        id = declaration.id();
        accountId = declaration.accountId();
        name = declaration.name();
        model = declaration.model() == null ? "" : declaration.model();
        unit = declaration.unit().id();
        limit = declaration.limit();
        var rhythm = declaration.rhythm();
        period = rhythm.period().id();
        every = rhythm.every();
        time = rhythm.time().toString();
        zone = rhythm.zone().getId();
        anchor = rhythm.anchor().toString();
    }

    Declaration declaration() {
        return new Declaration(
                id,
                accountId,
                name,
                model.isEmpty() ? null : model,
                QuotaUnit.of(unit).orElseThrow(),
                limit,
                new Rhythm(
                        Period.of(period).orElseThrow(),
                        every,
                        LocalTime.parse(time),
                        ZoneId.of(zone),
                        LocalDate.parse(anchor)));
    }
}
