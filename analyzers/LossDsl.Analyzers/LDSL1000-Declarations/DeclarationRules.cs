using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Declarations;

/// <summary>The descriptors of the rules about declarations. The readers in LossDsl.Roslyn find the violations.</summary>
public static class DeclarationRules
{
    /// <summary>LDSL1001: a declared type must be a partial record.</summary>
    /// <remarks>For a type that another file cannot complete, the generator reports it instead of the analyzer.</remarks>
    public static readonly DiagnosticDescriptor DeclaredTypesMustBeRecords = Declare(
        "LDSL1001", "A declared type must be a partial record");

    /// <summary>LDSL1002: a declared tensor must be a settable property of type Tensor.</summary>
    public static readonly DiagnosticDescriptor TensorsMustBeSettableProperties = Declare(
        "LDSL1002", "A declared tensor must be a settable property of type Tensor");

    /// <summary>LDSL1003: a declared shape must be well-formed.</summary>
    public static readonly DiagnosticDescriptor ShapesMustBeWellFormed = Declare(
        "LDSL1003", "A declared shape must be well-formed");

    /// <summary>LDSL1004: the keys of a declaration must differ.</summary>
    public static readonly DiagnosticDescriptor KeysMustDiffer = Declare(
        "LDSL1004", "The keys of a declaration must differ");

    /// <summary>LDSL1005: an aligned tensor must have a token dimension.</summary>
    public static readonly DiagnosticDescriptor AlignedTensorsMustHaveTokens = Declare(
        "LDSL1005", "An aligned tensor must have a token dimension");

    /// <summary>LDSL1006: a declared range must admit a number.</summary>
    public static readonly DiagnosticDescriptor RangesMustAdmitANumber = Declare(
        "LDSL1006", "A declared range must admit a number");

    /// <summary>LDSL1007: a rule must name another setting and a value that it can have.</summary>
    public static readonly DiagnosticDescriptor RulesMustNameSettingsAndLegalValues = Declare(
        "LDSL1007", "A rule must name another setting and a value that it can have");

    /// <summary>LDSL1008: a setting must have a type that a file can hold.</summary>
    public static readonly DiagnosticDescriptor SettingsMustHaveSupportedTypes = Declare(
        "LDSL1008", "A setting must have a type that a file can hold");

    /// <summary>LDSL1009: allowed values must be values of the setting's type.</summary>
    public static readonly DiagnosticDescriptor AllowedValuesMustHaveTheSettingsType = Declare(
        "LDSL1009", "Allowed values must be values of the setting's type");

    /// <summary>LDSL1010: a member must not have the name of a generated one.</summary>
    public static readonly DiagnosticDescriptor NamesMustNotBeGenerated = Declare(
        "LDSL1010", "A member must not have the name of a generated one");

    /// <summary>LDSL1011: a data dict must name the dimension of its rows.</summary>
    public static readonly DiagnosticDescriptor DataDictsMustNameTheirRows = Declare(
        "LDSL1011", "A data dict must name the dimension of its rows");

    /// <summary>LDSL1012: generated code must be able to create the record.</summary>
    public static readonly DiagnosticDescriptor RecordsMustBeConstructible = Declare(
        "LDSL1012", "Generated code must be able to make the record");

    /// <summary>LDSL1013: a data dict must not name too many dimensions.</summary>
    public static readonly DiagnosticDescriptor DimensionsMustBeFew = Declare(
        "LDSL1013", "A data dict must not name too many dimensions");

    /// <summary>LDSL1014: a data dict must have at most one <c>[Extra]</c> property, and it must be a dictionary.</summary>
    public static readonly DiagnosticDescriptor ExtraMustBeOneDictionary = Declare(
        "LDSL1014", "The extra entries of a batch must have one dictionary");

    /// <summary>LDSL1015: a record must be only one of data dict, config and metrics.</summary>
    public static readonly DiagnosticDescriptor RecordsMustHaveOneRole = Declare(
        "LDSL1015", "A record must be declared in one role");

    /// <summary>LDSL1016: a metrics record must have a metric.</summary>
    public static readonly DiagnosticDescriptor MetricsMustHaveAMetric = Declare(
        "LDSL1016", "A metrics record must have a metric");

    /// <summary>LDSL1017: a declaration must use named members of enums.</summary>
    public static readonly DiagnosticDescriptor EnumArgumentsMustBeMembers = Declare(
        "LDSL1017", "A declaration must use named members of enums");

    /// <summary>LDSL1019: a property of type Tensor must have the attribute that declares it.</summary>
    public static readonly DiagnosticDescriptor TensorsMustBeDeclared = Declare(
        "LDSL1019", "A tensor of a declared record must be declared", DiagnosticSeverity.Warning);

    /// <summary>LDSL1020: the names of dimensions must be easy to tell apart.</summary>
    public static readonly DiagnosticDescriptor DimensionsMustBeEasyToTellApart = Declare(
        "LDSL1020", "The names of dimensions must be easy to tell apart", DiagnosticSeverity.Warning);

    /// <summary>LDSL1021: only tensors of integers can be bounded by a dimension.</summary>
    public static readonly DiagnosticDescriptor OnlyWholeNumbersCanBeBounded = Declare(
        "LDSL1021", "Only whole numbers can be bounded by a dimension");

    /// <summary>LDSL1022: the defaults of a config must be legal.</summary>
    public static readonly DiagnosticDescriptor DefaultsMustBeLegal = Declare(
        "LDSL1022", "The defaults of a config must be legal", DiagnosticSeverity.Warning);

    /// <summary>LDSL1023: the members of an enum must have different keys.</summary>
    public static readonly DiagnosticDescriptor EnumMembersMustHaveDifferentKeys = Declare(
        "LDSL1023", "The members of an enum must have different keys");

    /// <summary>All rules about declarations.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        DeclaredTypesMustBeRecords,
        TensorsMustBeSettableProperties,
        ShapesMustBeWellFormed,
        KeysMustDiffer,
        AlignedTensorsMustHaveTokens,
        RangesMustAdmitANumber,
        RulesMustNameSettingsAndLegalValues,
        SettingsMustHaveSupportedTypes,
        AllowedValuesMustHaveTheSettingsType,
        NamesMustNotBeGenerated,
        DataDictsMustNameTheirRows,
        RecordsMustBeConstructible,
        DimensionsMustBeFew,
        ExtraMustBeOneDictionary,
        RecordsMustHaveOneRole,
        MetricsMustHaveAMetric,
        EnumArgumentsMustBeMembers,
        TensorsMustBeDeclared,
        DimensionsMustBeEasyToTellApart,
        OnlyWholeNumbersCanBeBounded,
        DefaultsMustBeLegal,
        EnumMembersMustHaveDifferentKeys,
    ];

    private static DiagnosticDescriptor Declare(string id, string title, DiagnosticSeverity severity = DiagnosticSeverity.Error) => new(
        id,
        title,
        "{0}",
        Category.Declarations,
        severity,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + id + ".md");
}
