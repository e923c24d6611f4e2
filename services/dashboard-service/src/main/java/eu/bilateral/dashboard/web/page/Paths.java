package eu.bilateral.dashboard.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses: whose they are, and how what people and services send is put into them. */
public final class Paths {

    /** Where the button leads that ends a session. */
    public static final String LOG_OUT = "/logout";

    private Paths() {}

    /** Whether people find pages at that path; elsewhere clients find the API, and operators what they look after. */
    public static boolean isPage(String path) {
        return !path.equals("/api") && !path.startsWith("/api/") && !path.startsWith("/actuator");
    }

    /** The text as a part of an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
