package eu.bilateral.standalone.endtoend.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison of dashboards and alerts with a scrape sees what it is there to see. */
class PromQlTest {

    private static final String SHOWN = """
            # HELP bilateral_lag How far
            # TYPE bilateral_lag gauge
            bilateral_lag{topic="meeting-events"} 3.0
            bilateral_age_seconds 0.5
            took_seconds_bucket{uri="/a\\"b",le="0.1"} 7
            took_seconds_count{uri="/a"} 7
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bilateral_age_seconds > 60",
                "up == 0",
                "bilateral_lag{topic=\"meeting-events\",job=\"x\"} > 1e3",
                "histogram_quantile(0.95, sum by (job, le) (rate(took_seconds_bucket[5m]))) > 5",
                "(bilateral_age_seconds > bool 1) and on (job, instance) (bilateral_lag > 0)",
                "sum(rate(took_seconds_count{uri!=\"/b\"}[5m])) without (uri)"
            })
    void whatExistsIsFine(String expression) {
        assertThat(PromQl.unknown(expression, scrape())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "bilateral_lagg > 0 | metric bilateral_lagg",
                "rate(bilateral_age_seconds[5m]) / rate(gone_total[5m]) | metric gone_total",
                "bilateral_lag{topik=\"meeting-events\"} | label topik of bilateral_lag",
                "bilateral_lag{topic=\"meeting-event\"} | topic=meeting-event of bilateral_lag",
                "sum by (lee) (rate(took_seconds_bucket[5m])) | label lee",
                "1 + 1 | any metric"
            })
    void whatDoesNotExistIsNamed(String expression, String unknown) {
        assertThat(PromQl.unknown(expression, scrape())).containsExactly(unknown);
    }

    @Test
    void aScrapeKnowsItsLabelsAndValues() {
        assertThat(scrape().labels("took_seconds_bucket")).containsOnlyKeys("uri", "le");
        assertThat(scrape().labels("bilateral_age_seconds")).isEmpty();
    }

    private static Scrape scrape() {
        var scrape = new Scrape();
        scrape.take(SHOWN);
        return scrape;
    }
}
