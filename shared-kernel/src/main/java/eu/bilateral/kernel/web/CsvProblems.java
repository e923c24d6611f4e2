package eu.bilateral.kernel.web;

import static eu.bilateral.kernel.web.Problems.problem;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import eu.bilateral.kernel.csv.CsvRefusal;
import eu.bilateral.kernel.csv.CsvRefusal.ColumnMissing;
import eu.bilateral.kernel.csv.CsvRefusal.ColumnUnknown;
import eu.bilateral.kernel.csv.CsvRefusal.FileTooLarge;
import eu.bilateral.kernel.csv.CsvRefusal.HeaderAmbiguous;
import eu.bilateral.kernel.csv.CsvRefusal.HeaderMissing;
import eu.bilateral.kernel.csv.CsvRefusal.NotUtf8;
import eu.bilateral.kernel.csv.CsvRefusal.TooManyColumns;
import eu.bilateral.kernel.csv.CsvRefusal.TooManyRows;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers to files that cannot be taken at all; broken rows are told in the report instead. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class CsvProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(CsvRefusal refusal) {
        return switch (refusal) {
            case FileTooLarge large -> answer(CONTENT_TOO_LARGE, "file-too-large", large);
            case TooManyRows many -> answer(UNPROCESSABLE_CONTENT, "too-many-rows", many);
            case TooManyColumns many -> answer(UNPROCESSABLE_CONTENT, "too-many-columns", many);
            case NotUtf8 other -> answer(UNPROCESSABLE_CONTENT, "not-utf-8", other);
            case HeaderMissing missing -> answer(UNPROCESSABLE_CONTENT, "header-missing", missing);
            case HeaderAmbiguous ambiguous -> answer(UNPROCESSABLE_CONTENT, "header-ambiguous", ambiguous);
            case ColumnMissing missing -> answer(UNPROCESSABLE_CONTENT, "column-missing", missing);
            case ColumnUnknown unknown -> answer(UNPROCESSABLE_CONTENT, "column-unknown", unknown);
        };
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String code, CsvRefusal refusal) {
        return ResponseEntity.of(problem(status, code, refusal.getMessage() + ". Nothing was imported."))
                .build();
    }
}
