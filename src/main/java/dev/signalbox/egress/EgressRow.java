package dev.signalbox.egress;

import dev.signalbox.vault.SealedText;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code egress_proxy}; the address is sealed, because it may hold a password. */
@Entity
@Table(name = "egress_proxy")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class EgressRow {
    @Id
    private String scope;

    private String sealed;

    protected EgressRow() {}

    EgressRow(Scope scope, SealedText sealed) {
        this.scope = scope.name();
        this.sealed = sealed.value();
    }

    String scope() {
        return scope;
    }

    SealedText sealed() {
        return new SealedText(sealed);
    }
}
