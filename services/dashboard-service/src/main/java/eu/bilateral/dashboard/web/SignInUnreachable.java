package eu.bilateral.dashboard.web;

/** Nobody can say just now whether a sign-in still holds: the issuer, or its keys, cannot be had. */
final class SignInUnreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SignInUnreachable(RuntimeException away) {
        super("The issuer cannot be asked whether the sign-in still holds", away);
    }
}
