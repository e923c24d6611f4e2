package eu.bilateral.contact.web;

import eu.bilateral.contact.domain.LawfulBasis;
import eu.bilateral.contact.domain.PersonFacts;
import eu.bilateral.contact.domain.PersonSource;
import eu.bilateral.kernel.text.SingleLine;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A person as a client describes them, to add or to change: every fact; what is left out is absent afterwards. */
@Schema(example = """
        {"name":"Anna Nowak","role":"Head of the cluster","email":"anna.nowak@example.org",\
        "lawfulBasis":"LEGITIMATE_INTERESTS","source":"BUSINESS_CARD"}""")
record PersonRequest(
        @NotBlank @SingleLine @Size(max = PersonFacts.NAME_LENGTH)
        String name,

        @Nullable @SingleLine @Size(max = PersonFacts.ROLE_LENGTH)
        String role,

        @Nullable @Email @Size(max = PersonFacts.EMAIL_LENGTH)
        String email,

        @Nullable @Size(max = PersonFacts.PHONE_LENGTH) @Pattern(regexp = "\\+?[0-9 ()./-]*", message = PHONE_SHAPE)
        String phone,

        @NotNull LawfulBasis lawfulBasis,
        @NotNull PersonSource source) {

    private static final String PHONE_SHAPE = "must be digits, spaces and ( ) . / - after an optional +";

    PersonFacts toFacts() {
        return new PersonFacts(name, role, email, phone, lawfulBasis, source);
    }
}
