package dev.signalbox.quota;

import dev.signalbox.account.HeldAccount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a vendor is asked what an account has left, and what its answer means. None of them is documented by its vendor. */
interface VendorUsage {
    /** The name in catalogue data. */
    String id();

    /**
     * The call: a GET with the account's credential, unless the vendor wants it otherwise.
     *
     * @param address with the account's region in it
     * @return empty for an account that the vendor does not tell anything about, such as one with a key of another kind
     */
    default Optional<UsageCall> call(String address, HeldAccount account) {
        return Optional.ofNullable(account.credential()).map(credential -> UsageCall.get(address, credential));
    }

    /**
     * The windows that an answer tells of. What it does not say is null, which is not zero.
     *
     * @throws UsageRefused when the answer is a refusal in the guise of a success
     */
    List<QuotaWindow> read(Facts answer, Instant now);
}
