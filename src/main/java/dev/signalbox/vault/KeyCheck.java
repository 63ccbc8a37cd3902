package dev.signalbox.vault;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One sealed word in the database; a master key that cannot open it is not the one this database was sealed with. */
@Entity
@Table(name = "key_check")
class KeyCheck {
    static final int ID = 1;
    static final String PURPOSE = "key_check/1";

    @Id
    int id;

    @Column(nullable = false)
    String sealed = "";

    protected KeyCheck() {}

    KeyCheck(SealedText sealed) {
        this.id = ID;
        this.sealed = sealed.value();
    }
}
