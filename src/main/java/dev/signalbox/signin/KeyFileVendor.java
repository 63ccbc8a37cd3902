package dev.signalbox.signin;

import dev.signalbox.account.Grant;
import dev.signalbox.catalog.OAuthClient;
import dev.signalbox.vault.Secret;

/** A vendor at which a program signs in by what is in a file, without anybody at a browser. */
interface KeyFileVendor extends Vendor {
    /**
     * Reads a file and tries it.
     *
     * @throws SignInException when it is not the right one, or the vendor refuses what is in it
     */
    Grant grant(OAuthClient client, Secret file);
}
