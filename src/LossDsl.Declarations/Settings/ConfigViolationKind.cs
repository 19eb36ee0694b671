namespace LossDsl;

/// <summary>The kinds of violations of a config.</summary>
public enum ConfigViolationKind
{
    /// <summary>A key is not declared by the config.</summary>
    UnknownKey,

    /// <summary>A required key is missing.</summary>
    MissingKey,

    /// <summary>A key is specified twice.</summary>
    DuplicateKey,

    /// <summary>A value has a type that the setting cannot have.</summary>
    WrongType,

    /// <summary>A value has the right type, but is not a legal one.</summary>
    InvalidValue,

    /// <summary>Two values violate a rule between their settings.</summary>
    RuleViolation,

    /// <summary>The text is not valid in its format, or its root is not an object.</summary>
    SyntaxError,

    /// <summary>The file does not have the section.</summary>
    MissingSection,
}
