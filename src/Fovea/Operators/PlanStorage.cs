namespace Fovea.Operators;

/// <summary>Who owns the memory of a plan's tensor.</summary>
public enum PlanStorage
{
    /// <summary>The plan's arena: valid from the step that writes it to the last one that reads it.</summary>
    Arena,

    /// <summary>A buffer of its own that the caller fills before a run.</summary>
    Input,

    /// <summary>The model: weights and other constants, the same in every run and every plan.</summary>
    Weights,
}
