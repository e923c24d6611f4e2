package eu.bilateral.dashboard.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses: whose they are, and how what people and services send is put into them. */
final class Paths {

    private Paths() {}

    /** Whether people find pages at that path; elsewhere clients find the API, and operators what they look after. */
    static boolean isPage(String path) {
        return !path.equals("/api") && !path.startsWith("/api/") && !path.startsWith("/actuator");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
