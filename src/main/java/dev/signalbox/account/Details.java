package dev.signalbox.account;

/** The names of what may be known of an account without being secret. */
public final class Details {
    /** A cloud project that calls are booked on. */
    public static final String PROJECT_ID = "projectId";

    /** The ARN of a profile at AWS. */
    public static final String PROFILE_ARN = "profileArn";

    public static final String REGION = "region";

    /** The workspace at OpenAI, sent with each call. */
    public static final String CHATGPT_ACCOUNT_ID = "chatgptAccountId";

    /** The address of the account's own resource, where each customer has another one. */
    public static final String ENDPOINT = "endpoint";

    public static final String API_VERSION = "apiVersion";
    public static final String EMAIL = "email";

    /** The plan's name as the provider says it. */
    public static final String PLAN = "plan";

    /** The public half of an AWS key pair. */
    public static final String ACCESS_KEY_ID = "accessKeyId";

    /** Which of a provider's ways to sign in was taken, for those with several. */
    public static final String METHOD = "method";

    /** The client that was registered for this account, where clients are registered on the spot. */
    public static final String CLIENT_ID = "clientId";

    /** When the token was last renewed, as ISO 8601 has it. */
    public static final String RENEWED_AT = "renewedAt";

    private Details() {}
}
