package eu.bilateral.dashboard.web.page;

/** Nobody can say just now whether a sign-in still holds: the issuer, or its keys, cannot be had. */
public final class SignInUnreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Because of that, which is what was asked in vain. */
    public SignInUnreachable(RuntimeException away) {
        super("The issuer cannot be asked whether the sign-in still holds", away);
    }
}
