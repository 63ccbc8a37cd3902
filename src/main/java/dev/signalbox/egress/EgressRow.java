package dev.signalbox.egress;

import dev.signalbox.vault.SealedText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code egress_proxy}; the address is sealed, because it may hold a password. */
@Entity
@Table(name = "egress_proxy")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class EgressRow {
    @Id
    private String scope;

    /** Takes the row along when the account goes. */
    @Column(name = "account_id")
    private @Nullable UUID account;

    private String sealed;

    protected EgressRow() {}

    EgressRow(Scope scope, SealedText sealed) {
        this.scope = scope.name();
        this.account = scope.account();
        this.sealed = sealed.value();
    }

    String scope() {
        return scope;
    }

    SealedText sealed() {
        return new SealedText(sealed);
    }
}
