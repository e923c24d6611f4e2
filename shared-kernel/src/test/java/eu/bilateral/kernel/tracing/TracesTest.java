package eu.bilateral.kernel.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Span;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesTest {

    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-";

    @ParameterizedTest
    @CsvSource({"00,false", "01,true", "02,false", "03,true", "x,false"})
    void theLowestBitOfTheFlagsSaysWhetherItIsRecorded(String flags, boolean recorded) {
        assertThat(Traces.isRecorded(TRACEPARENT + flags)).isEqualTo(recorded);
    }

    @Test
    void withoutOneNothingIsRecorded() {
        assertThat(Traces.isRecorded(null)).isFalse();
        assertThat(Traces.isRecorded("")).isFalse();
    }

    @Test
    void aRecordNamesOneTraceOrNone() {
        var headers = new RecordHeaders();
        assertThat(Traces.of(headers)).isNull();

        headers.add(Traces.HEADER, (TRACEPARENT + "01").getBytes(UTF_8));
        assertThat(Traces.of(headers)).isEqualTo(TRACEPARENT + "01");

        headers.add(Traces.HEADER, (TRACEPARENT + "00").getBytes(UTF_8));
        assertThat(Traces.of(headers)).isNull();
    }

    @Test
    void whereNobodyTracesNothingIsCarried() {
        var none = Traces.none();

        assertThat(none.here()).isNull();
        var span = none.goOn(TRACEPARENT + "01", Span.Kind.CONSUMER, "hear");
        assertThat(none.of(span)).isNull();
        assertThat(none.together(List.of(span, span), Span.Kind.CONSUMER, "together"))
                .isSameAs(Span.NOOP);
    }
}
