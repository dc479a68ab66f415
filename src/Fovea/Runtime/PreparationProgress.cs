namespace Fovea.Runtime;

/// <summary>How far a network's preparation has come.</summary>
/// <param name="Programs">Programs that are compiled.</param>
/// <param name="AllPrograms">Programs that it needs; 0 until it is planned.</param>
/// <param name="Bytes">Bytes of weights that were handed to the driver.</param>
/// <param name="AllBytes">Bytes of weights that it needs; 0 until it is planned.</param>
public readonly record struct PreparationProgress(int Programs, int AllPrograms, long Bytes, long AllBytes)
{
    /// <summary>All of it as one number, 0 to 1, as a progress bar shows it: half for the programs, half for the weights.</summary>
    public double Share => AllPrograms == 0 ? 0 : 0.5 * Programs / AllPrograms + 0.5 * (AllBytes == 0 ? 1 : (double)Bytes / AllBytes);
}
