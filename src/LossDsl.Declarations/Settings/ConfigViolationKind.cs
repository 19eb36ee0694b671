namespace LossDsl;

/// <summary>In which way a config breaks its rules.</summary>
public enum ConfigViolationKind
{
    /// <summary>A key is none of the config's.</summary>
    UnknownKey,

    /// <summary>A required key is not there.</summary>
    MissingKey,

    /// <summary>A key stands twice.</summary>
    DuplicateKey,

    /// <summary>A value is of a type that the setting cannot have.</summary>
    WrongType,

    /// <summary>A value is of the right type, but none of those that are allowed.</summary>
    InvalidValue,

    /// <summary>Two values contradict each other.</summary>
    RuleViolation,

    /// <summary>The text is not of its format, or not an object.</summary>
    SyntaxError,

    /// <summary>The file has no such section.</summary>
    MissingSection,
}
