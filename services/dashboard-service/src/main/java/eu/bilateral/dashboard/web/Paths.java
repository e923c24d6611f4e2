package eu.bilateral.dashboard.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Puts what people and services send into addresses. */
final class Paths {

    private Paths() {}

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
